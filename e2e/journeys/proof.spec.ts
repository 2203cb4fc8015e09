/** Some addresses of docs/proof.md in the browser: the stage plays the cell by itself, and shows the screen that its code says. */
import { type CellId, cells, idOf } from '../enumerate/matrix/matrix.ts';
import { onScreen } from '../enumerate/matrix/stageAddress.ts';
import { PAYMENT_MS } from '../page/portal.ts';
import { expect, test } from '../page/watched.ts';

test.use({ losesRequests: true });

/** A cell, its code, the screens on its way, what stands on the last one, and what is left on the card. */
const SAMPLE: readonly [id: CellId, code: string, screens: string[], says: string, fen: string][] =
  [
    ['F1 S7', 'A', ['refused'], '没有扣款', '100000'],
    ['F1 S9', 'D', ['insertSameCard', 'result'], '缴费成功', '97400'],
    ['F6 S8', 'R', ['result'], '缴费成功', '97400'],
    ['F2 S5', 'A', ['refused'], '读卡器断开了', '100000'],
    ['F9 S8', 'C', ['result'], '缴费成功', '97400'],
    ['F11 S12', 'K', ['result'], '款项已转入', '97400'],
  ];

for (const [id, code, screens, says, fen] of SAMPLE) {
  test(`${id} is ${code}: the stage shows ${screens.join(', ')}`, async ({ page }) => {
    expect(cells.find((cell) => idOf(cell) === id)?.code).toBe(code);
    const shown = onScreen(id);
    if (!('query' in shown)) throw new Error(`${id} has no address`);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`./?stage&pace=10&${shown.query}`);
    const app = page.frameLocator('iframe').locator('#app');
    await expect(app).toHaveAttribute('data-screen', screens.at(-1)!, { timeout: PAYMENT_MS });
    for (const screen of screens) {
      await expect(page.locator('[data-kind=step]', { hasText: screen }).first()).toBeVisible();
    }
    await expect(app).toContainText(says);
    await expect(page.locator('[data-balance]')).toHaveAttribute('data-balance', fen);
    await expect(page.locator('[data-fault]', { hasText: '已发生' }).first()).toBeVisible();
  });
}
