/** A start on a slow network, in real time: when there are words, and whether any are missing in between. */
import type { BrowserContext } from '@playwright/test';
import { wireHost } from '../../shipped/boxWire.ts';
import { startOperatorSide } from '../../shipped/operatorSide.ts';
import { DIST } from '../../shipped/shippedBuild.ts';

/** 256 kbit/s, half a second to every first byte. */
const SLOW = { offline: false, latency: 500, downloadThroughput: 32_000, uploadThroughput: 32_000 };

interface SlowStart {
  /** Milliseconds from the navigation to the first word that is painted. */
  readonly firstWordMs: number;
  /** The longest time, after that, without any word. */
  readonly longestDarkMs: number;
  /** To the first screen with its list. */
  readonly listMs: number;
}

interface Watched {
  firstWord: number;
  dark: number;
  last: number;
}

export async function slowStart(context: BrowserContext): Promise<SlowStart> {
  const side = await startOperatorSide({ dist: DIST });
  const page = await context.newPage();
  try {
    await wireHost(page, () => side.world);
    await page.addInitScript(() => {
      const watched: Watched = { firstWord: 0, dark: 0, last: 0 };
      Object.assign(window, { watched });
      const look = () => {
        const now = performance.now();
        if (document.body?.innerText.trim()) {
          watched.firstWord = watched.firstWord || now;
          watched.dark = Math.max(watched.dark, watched.last && now - watched.last);
          watched.last = now;
        }
        requestAnimationFrame(look);
      };
      look();
    });
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', SLOW);
    await page.goto(side.origin, { waitUntil: 'commit' });
    await page.locator('[data-screen=home] [id^=service-]').first().waitFor({ timeout: 60_000 });
    return await page.evaluate(() => {
      const { watched } = window as unknown as { watched: Watched };
      return {
        firstWordMs: Math.round(watched.firstWord),
        longestDarkMs: Math.round(watched.dark),
        listMs: Math.round(performance.now()),
      };
    });
  } finally {
    await page.close();
    await side.close();
  }
}
