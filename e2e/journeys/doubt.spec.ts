import { focusOn, press, ready } from '../page/keys.ts';
import { chooses, confirms, PAYMENT_MS, shows } from '../page/portal.ts';
import {
  cardBalance,
  expect,
  HUMAN_PACE,
  onTheEvening,
  openHome,
  type Page,
  test,
} from '../shipped/shipped.ts';
import { liesAboutDebit } from './lyingReader.ts';

const PAID = 71_400;
const UNPAID = 100_000;

/** Cards torn at the debit: what the card has written decides, and the subscriber is told not to pay again. */
for (const [scenario, debited] of [
  ['card-pulled-while-debiting', false],
  ['card-pulled-after-write', true],
] as const) {
  test(`${scenario}: the same card resolves the doubt`, async ({ page }) => {
    await openHome(page, scenario, HUMAN_PACE);
    await confirms(page, 'basic', 12);
    await ready(page, 'insertSameCard', PAYMENT_MS);
    await shows(page, '请重新插入同一张卡', '请勿再次缴费', '0018');
    await ready(page, debited ? 'result' : 'refused', PAYMENT_MS);
    await shows(page, debited ? '缴费成功' : '没有扣款');
    expect(cardBalance(page)).toBe(debited ? PAID : UNPAID);
  });
}

test('a doubt can be put off, stays as a banner, and survives a reload', async ({ page }) => {
  await openHome(page, 'card-never-returns');
  await confirms(page, 'basic', 12);
  await ready(page, 'insertSameCard', PAYMENT_MS);
  await press(page, 'ok');
  await ready(page, 'home');
  await expect(page.locator('#banner')).toBeVisible();
  await page.reload();
  await ready(page, 'insertSameCard');
  await press(page, 'back');
  await ready(page, 'home');
  // The service itself leads to the doubt, and is not bought once more.
  await focusOn(page, 'service-basic');
  await press(page, 'ok');
  await ready(page, 'insertSameCard');
  await press(page, 'back');
  await ready(page, 'home');
  await chooses(page, 'sport', 1);
  await ready(page, 'confirm');
  expect(cardBalance(page)).toBe(PAID);
});

test('a card that forgot its proof: people decide, and the history calls their case a case', async ({
  page,
}) => {
  const { world } = await openHome(page, 'card-never-returns');
  await confirms(page, 'basic', 12);
  await ready(page, 'insertSameCard', PAYMENT_MS);
  Object.assign(world.card('good').state, { proof: null });
  world.subscriber.insert();
  await ready(page, 'manualCase', PAYMENT_MS);
  await shows(page, '受理单号');
  await press(page, 'back');
  await ready(page, 'home');
  await focusOn(page, 'tab-history');
  await press(page, 'ok');
  await ready(page, 'history');
  await press(page, 'ok');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('受理单号');
  await expect(dialog).not.toContainText('查询码');
});

test('a reader lies that nothing was taken: the card’s proof pays, no order for it pays again, and the list says so', async ({
  page,
}) => {
  await onTheEvening(page);
  const { world } = await openHome(page);
  liesAboutDebit(world, '9302');
  await confirms(page, 'basic', 12);
  await ready(page, 'refused', PAYMENT_MS);
  await press(page, 'back');
  await ready(page, 'service');
  await press(page, 'back');
  await confirms(page, 'basic', 12);
  await expect(page.locator('#app[data-ready]')).toContainText('已经缴过费', {
    timeout: PAYMENT_MS,
  });
  expect(cardBalance(page)).toBe(PAID);
  await press(page, 'back');
  await ready(page, 'service');
  await press(page, 'back');
  await ready(page, 'home');
  await expect(page.locator('#service-basic')).toContainText('2027-11-30 到期');
  await page.reload();
  await ready(page, 'result');
  await shows(page, '缴费成功', '286.00');
});

test('boss-rejects-credit: paid, and the result says what happens to the money', async ({
  page,
}) => {
  await openHome(page, 'boss-rejects-credit');
  await confirms(page, 'basic', 12);
  await ready(page, 'result', PAYMENT_MS);
  await shows(page, '款项待退', '款项还没有退');
  expect(cardBalance(page)).toBe(PAID);
});

test('power cut at the debit: the box starts again, looks at its card, and it was paid once', async ({
  page,
}) => {
  const { world } = await openHome(page, 'first-day', { faults: 'power-cut' });
  await confirms(page, 'basic', 12);
  await ready(page, 'result', PAYMENT_MS);
  expect(world.faults.of('power-cut').struck).toBe(1);
  expect(cardBalance(page)).toBe(PAID);
});

/** Drops all key presses after the reload: the journey on the dead page ended there. */
function keysUntilReload(page: Page): { restore(): void } {
  const { keyboard } = page;
  const press = keyboard.press.bind(keyboard);
  let isGone = false;
  page.once('domcontentloaded', () => {
    isGone = true;
  });
  keyboard.press = async (...key) => {
    if (!isGone) await press(...key);
  };
  return {
    restore() {
      keyboard.press = press;
    },
  };
}

/**
 * The page reloads once, the moment a step is shown; whatever it was doing is cut off. Here before and during the debit;
 * `virtualPayment.test.ts` has every step, in virtual time.
 */
for (const step of ['waitCard', 'debiting']) {
  test(`reloaded at ${step}: nothing is lost and nothing is taken twice`, async ({ page }) => {
    await page.addInitScript((at) => {
      new MutationObserver(() => {
        if (sessionStorage.getItem('died') || !document.querySelector(`[data-screen="${at}"]`))
          return;
        sessionStorage.setItem('died', 'yes');
        location.reload();
      }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-screen'] });
    }, step);
    await openHome(page);
    const deadKeys = keysUntilReload(page);
    await confirms(page, 'basic', 12).catch(() => {});
    deadKeys.restore();
    await expect(
      page.locator(
        '#app[data-ready]:is([data-screen=home],[data-screen=result],[data-screen=refused])',
      ),
    ).toHaveCount(1, { timeout: PAYMENT_MS });
    expect(await page.evaluate(() => sessionStorage.getItem('died'))).toBe('yes');
    const shown = await page.locator('#app').getAttribute('data-screen');
    const balance = cardBalance(page);
    expect([PAID, UNPAID]).toContain(balance);
    if (shown === 'result') expect(balance).toBe(PAID);
    if (shown === 'refused') expect(balance).toBe(UNPAID);
    if (balance === PAID) return;
    await page.reload();
    await confirms(page, 'basic', 12);
    await ready(page, 'result', PAYMENT_MS);
    expect(cardBalance(page)).toBe(PAID);
  });
}
