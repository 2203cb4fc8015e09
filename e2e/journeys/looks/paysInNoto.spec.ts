/** The shipped portal pays on a box whose only font is Noto Sans CJK, and no page complains (`watched.ts`). */
import { onlyFonts } from '../../page/boxFonts.ts';
import { press, ready } from '../../page/keys.ts';
import { PAYMENT_MS } from '../../page/portal.ts';
import { cardBalance, expect, openHome, test } from '../../shipped/shipped.ts';
import { PAID, pays } from '../household.ts';

test.use({
  // Where the font cannot be had, the journey goes in the machine's own; `fonts.spec.ts` says so.
  launchOptions: async ({ launchOptions }, use) => {
    const fonts = onlyFonts(['fonts-noto-cjk']);
    await use({ ...launchOptions, ...('env' in fonts ? fonts : {}) });
  },
});

test('a start and a payment in Noto Sans CJK', async ({ page }) => {
  await openHome(page);
  await pays(page);
  await ready(page, 'result', 2 * PAYMENT_MS);
  expect(cardBalance(page)).toBe(PAID);
  await press(page, 'ok');
  await ready(page, 'home');
});
