/** A fixed part of the start matrix (`npm run starts`, docs/integrate/start.md): a start is never lost for good. */
import { expect, test } from '@playwright/test';
import { oneStart } from '../../engines/starts/oneStart.ts';
import { nameOf } from '../../engines/starts/startFiles.ts';
import { FIXED, faultOf } from '../../engines/starts/startMatrix.ts';
import { wireHost } from '../../shipped/boxWire.ts';
import { startOperatorSide } from '../../shipped/operatorSide.ts';
import { DIST } from '../../shipped/shippedBuild.ts';

for (const start of FIXED) {
  test(`the portal comes up by itself: ${nameOf(start)}`, async ({ context }) => {
    const started = await oneStart(context, start);
    expect(faultOf(started), JSON.stringify(started)).toBe('');
  });
}

test('from the page itself to the list there is no frame without a word', async ({ page }) => {
  const side = await startOperatorSide({ dist: DIST });
  await wireHost(page, () => side.world);
  await page.addInitScript(() => {
    const frames = { all: 0, dark: 0 };
    Object.assign(window, { frames });
    const look = () => {
      if (document.readyState !== 'loading') {
        frames.all++;
        if (!document.body.innerText.trim()) frames.dark++;
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(side.origin);
  await page.locator('[data-screen=home] [id^=service-]').first().waitFor();
  const frames = await page.evaluate(
    () => (window as unknown as { frames: { all: number; dark: number } }).frames,
  );
  await page.close();
  await side.close();
  expect(frames.all).toBeGreaterThan(0);
  expect(frames.dark).toBe(0);
});
