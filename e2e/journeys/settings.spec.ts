/** Language and size of letters on every kind of screen, and words that fail to load. */

import { focusedId, focusOn, press, ready } from '../page/keys.ts';
import { chooses, PAYMENT_MS, shows } from '../page/portal.ts';
import {
  begin,
  cardBalance,
  expect,
  loses,
  openHome,
  test,
  visit,
  worldOf,
} from '../shipped/shipped.ts';
import {
  choose,
  dialog,
  dialogSays,
  marked,
  noDialog,
  openSettings,
  PAID,
  pays,
} from './household.ts';

test.use({ losesRequests: true });

const WORDS = /^\/words\//;

test('the language changes at once on home, is remembered, and the focus stays', async ({
  page,
}) => {
  await openHome(page);
  await focusOn(page, 'tab-settings');
  await press(page, 'ok');
  await dialogSays(page, '设置');
  await choose(page, 'language-zh-TW');
  await dialogSays(page, '設定');
  await marked(page, 'language-zh-TW');
  await choose(page, 'language-en');
  await dialogSays(page, 'Settings');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await press(page, 'back');
  await noDialog(page);
  await marked(page, 'tab-settings');
  await page.goto('about:blank');
  await visit(page);
  await ready(page, 'home');
  await shows(page, 'History');
});

test('when a language fails to load, the present one stays, and the portal says so', async ({
  page,
}) => {
  await openHome(page);
  await openSettings(page);
  const words = loses(page, WORDS);
  await choose(page, 'language-en');
  await dialogSays(page, '这种语言暂时取不到');
  words.found();
  // A second OK on the same item could be a bounce.
  await focusOn(page, 'language-zh-TW');
  await choose(page, 'language-en');
  await dialogSays(page, 'Settings');
});

test('the size of letters changes at once and is remembered', async ({ page }) => {
  await openHome(page);
  const size = () =>
    page
      .locator('#service-basic')
      .evaluate((card) => Number.parseFloat(getComputedStyle(card).fontSize));
  const before = await size();
  await openSettings(page);
  await choose(page, 'type-large');
  await expect(page.locator('html')).toHaveAttribute('data-type', 'large');
  await marked(page, 'type-large');
  expect((await size()) / before).toBeCloseTo(1.25, 1);
  await visit(page);
  await ready(page, 'home');
  await expect(page.locator('html')).toHaveAttribute('data-type', 'large');
});

test('before the fee is confirmed the language can change, and the choice stays', async ({
  page,
}) => {
  await openHome(page);
  await chooses(page, 'basic', 12);
  await ready(page, 'confirm');
  const at = (await focusedId(page))!;
  await openSettings(page);
  await choose(page, 'language-en');
  await dialogSays(page, 'Settings');
  await press(page, 'back');
  await noDialog(page);
  await marked(page, at);
  await shows(page, '¥286.00');
  await focusOn(page, 'pay');
  await press(page, 'ok');
  await ready(page, 'result', PAYMENT_MS);
  await shows(page, 'Payment successful');
  expect(cardBalance(page)).toBe(PAID);
});

test('while the portal waits for a card the language can change, and the wait goes on', async ({
  page,
}) => {
  await openHome(page, 'card-never-comes');
  await pays(page);
  await ready(page, 'waitCard');
  await openSettings(page);
  await choose(page, 'language-zh-TW');
  await dialogSays(page, '設定');
  await choose(page, 'type-large');
  const { slot, card } = worldOf(page);
  slot.insert(card('good'));
  await ready(page, 'result', PAYMENT_MS);
  await shows(page, '繳費成功');
  await noDialog(page);
  expect(cardBalance(page)).toBe(PAID);
});

test('settings never cover the screen while the card is in use', async ({ page }) => {
  await openHome(page, 'report-never-arrives');
  await pays(page);
  await ready(page, 'reporting', PAYMENT_MS);
  await page.keyboard.press('F9');
  await press(page, 'down');
  await expect(dialog(page)).toHaveCount(0);
});

test('without its word files the portal says so in two languages, and goes on by itself', async ({
  page,
}) => {
  await begin(page);
  const words = loses(page, WORDS);
  await visit(page);
  await shows(page, '正在等待文字', 'Waiting for the words');
  words.found();
  await ready(page, 'home');
});
