/**
 * One start of the shipped page in virtual time, behind a network that loses answers. The box asks for every file there is: it has a
 * socket, readers on USB and HID, and no WebCrypto.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { startBoxDaemon } from '../../shipped/boxDaemon.ts';
import { wireHost } from '../../shipped/boxWire.ts';
import { lossyProxy } from '../../shipped/lossyProxy.ts';
import { startOperatorSide } from '../../shipped/operatorSide.ts';
import { DIST } from '../../shipped/shippedBuild.ts';
import { settledPage } from './settled.ts';
import { FILE_NAMES, FILES, type Start } from './startFiles.ts';

const MINUTE_MS = 60_000;
/** While the network is away, and then. */
const STEPS_MS = [2_000, 250] as const;
/** So long after the network is back a start is given up; how soon it has to be there is the caller's business. */
const GIVEN_UP_MS = 20_000;

export interface Started {
  /** Milliseconds from the network's coming back to the first screen with its focus; `null`: it did not come up. */
  readonly upMs: number | null;
  /** The same, to the last side script. */
  readonly wholeMs: number | null;
  /** What the page said last that it waits for; `''` if it had to wait for nothing. */
  readonly said: string;
  /** Pages that were shown without a word on them for longer than a step. */
  readonly dark: number;
}

/** A box that needs every side script. */
async function everyPort(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(crypto, 'subtle', { value: undefined });
    for (const name of ['usb', 'hid']) {
      const value = Object.assign(new EventTarget(), { getDevices: async () => [] });
      Object.defineProperty(navigator, name, { value });
    }
  });
}

interface Look {
  readonly isHome: boolean;
  readonly isLateStyled: boolean;
  readonly chunks: readonly string[];
  readonly text: string;
  readonly waiting: string;
}

const look = (page: Page): Promise<Look> =>
  page.evaluate(() => {
    const { portalChunks = {} } = window as unknown as { portalChunks?: Record<string, unknown> };
    const style = getComputedStyle(document.documentElement);
    const isLateStyled = style.getPropertyValue('--late-whole') !== '';
    return {
      isHome:
        document.querySelector('[data-screen=home]') !== null &&
        document.querySelectorAll('[data-focused]').length === 1,
      isLateStyled,
      // Before it has run, a script's hash is there.
      chunks: Object.entries(portalChunks).flatMap(([name, value]) =>
        typeof value === 'string' ? [] : [name],
      ),
      text: document.body?.innerText.trim() ?? '',
      waiting: document.getElementById('waiting')?.textContent ?? '',
    };
  });

const CHUNKS = [
  'late',
  'ccidReader',
  'webUsbProvider',
  'webHidProvider',
  'socketHost',
  'ownCrypto',
];

export async function oneStart(context: BrowserContext, start: Start): Promise<Started> {
  const side = await startOperatorSide({ dist: DIST });
  const proxy = await lossyProxy(side.origin);
  const daemon = await startBoxDaemon(side.world.slot, new URL(proxy.origin).origin);
  side.config = JSON.stringify({
    ...JSON.parse(side.config),
    readers: ['webusb', 'webhid', 'websocket'],
    readerDaemon: daemon.field,
  });
  const page = await context.newPage();
  const settled = settledPage(page, proxy);
  try {
    await wireHost(page, () => side.world);
    await everyPort(page);
    await page.clock.install();
    let now = 0;
    let backAt = start.length === 'minute' ? MINUTE_MS : 0;
    for (const { file, loss } of start.lost) {
      let isFirst = true;
      proxy.lose(FILES[file], loss, () => {
        if (start.length === 'minute') return now < MINUTE_MS;
        if (!isFirst) return false;
        isFirst = false;
        backAt = now;
        return true;
      });
    }
    await page.goto(proxy.origin + (start.page ?? ''), { waitUntil: 'commit' });
    let said = '';
    let dark = 0;
    let upMs: number | null = null;
    const isWhole = ({ chunks, isLateStyled }: Look) =>
      isLateStyled &&
      CHUNKS.every((chunk) => chunks.includes(chunk)) &&
      FILE_NAMES.every((file) => [...proxy.served].some((path) => FILES[file].test(path)));
    for (;;) {
      await settled();
      const seen = await look(page).catch(() => null);
      // The page is just loading itself again.
      if (seen === null) continue;
      if (/\d/.test(seen.waiting)) said = seen.waiting;
      if (seen.text === '') dark++;
      const afterMs = Math.max(0, now - backAt);
      upMs = seen.isHome ? (upMs ?? afterMs) : null;
      const isOver = upMs !== null && isWhole(seen);
      if (isOver || afterMs >= GIVEN_UP_MS) {
        return { upMs, wholeMs: isOver ? afterMs : null, said, dark };
      }
      // Only somebody in front of the box can bring the boot script back.
      const isDeaf = start.length === 'minute' && start.lost.some(({ file }) => file === 'boot');
      if (isDeaf && now === backAt) {
        await page.keyboard.press('Enter');
        await page.waitForLoadState('domcontentloaded');
      }
      const step = STEPS_MS[now < backAt ? 0 : 1];
      await page.clock.runFor(step);
      side.pass(step);
      now += step;
    }
  } finally {
    await page.close();
    await daemon.close();
    await proxy.close();
    await side.close();
  }
}
