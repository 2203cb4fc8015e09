/** The child lock: those who know the PIN can pay, and there is no way around it. */

import { syncCrypto } from '../../mocks/environment/simulation.ts';
import { demoBox } from '../../mocks/operator/boss/seed/seed.ts';
import { lockResetCode } from '../../mocks/operator/boss/subscribers/lockResetCode.ts';
import { fromHex } from '../../src/shared/bytes.ts';
import { focusOn, press, ready } from '../page/keys.ts';
import { PAYMENT_MS, shows } from '../page/portal.ts';
import { cardBalance, expect, openHome, type Page, test, visit } from '../shipped/shipped.ts';
import {
  choose,
  dialog,
  dialogSays,
  enterPin,
  FULL,
  lockUp,
  marked,
  noDialog,
  openSettings,
  PAID,
  PIN,
  padIn,
  pays,
  type,
} from './household.ts';

test('child lock: a payment asks for the PIN, Back charges nothing, the right PIN pays', async ({
  page,
}) => {
  const lines: string[] = [];
  page.on('console', (line) => lines.push(line.text()));
  await openHome(page);
  await lockUp(page);
  await pays(page);
  await dialogSays(page, '请输入儿童锁密码');
  await dialogSays(page, '还没有扣款');
  await press(page, 'back');
  await noDialog(page);
  await marked(page, 'pay');
  await shows(page, '确认前不会扣款');
  await press(page, 'ok');
  await dialogSays(page, '请输入儿童锁密码');
  await type(page, PIN);
  await marked(page, 'pad-done');
  expect(await page.content()).not.toContain(PIN);
  expect(await page.locator('#app').getAttribute('data-screen')).toBe('confirm');
  await press(page, 'ok');
  await ready(page, 'result', PAYMENT_MS);
  expect(cardBalance(page)).toBe(PAID);
  expect(lines.filter((line) => line.includes(PIN))).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept.replace(/[0-9A-F]{32,}/g, '')).not.toContain(PIN);
});

test('below the limit no PIN is asked for; the on-screen pad works as well', async ({ page }) => {
  await openHome(page);
  await lockUp(page, 20_000);
  await pays(page, 1);
  await ready(page, 'result', PAYMENT_MS);
  await press(page, 'ok');
  await pays(page);
  await dialogSays(page, '请输入儿童锁密码');
  await padIn(page, PIN);
  await choose(page, 'pad-done');
  await ready(page, 'result', PAYMENT_MS);
});

test('three wrong PINs: a wait, also after a restart, until the time is up or the hotline helps', async ({
  page,
}) => {
  test.slow();
  await openHome(page);
  await lockUp(page);
  await pays(page);
  await dialogSays(page, '请输入儿童锁密码');
  await enterPin(page, '1234');
  await dialogSays(page, '还可以试 2 次');
  await enterPin(page, '123456');
  await dialogSays(page, '还可以试 1 次');
  await enterPin(page, '4321');
  await dialogSays(page, '请稍后再试');
  await page.reload();
  await pays(page);
  await dialogSays(page, '还要等 00:');
  await choose(page, 'forgot');
  await dialogSays(page, '校验号');
  const told = (await dialog(page).textContent())!;
  const challenge = /校验号 (\d{3})\s(\d{3})/.exec(told)!.slice(1).join('');
  await enterPin(
    page,
    '00000000'.replace(/0/g, (_, at) => String(at + 1)),
  );
  await dialogSays(page, '解锁码不对');
  const code = await lockResetCode(syncCrypto, fromHex(demoBox.key), challenge);
  await padIn(page, code);
  await choose(page, 'pad-done');
  await noDialog(page);
  await focusOn(page, 'pay');
  await press(page, 'ok');
  await ready(page, 'result', PAYMENT_MS);
});

/** Tricks a child might try. After each the lock is on, and nothing was paid. */
const tricks: [what: string, trick: (page: Page) => Promise<void>][] = [
  [
    'turning it off in the settings',
    async (page) => {
      await openSettings(page);
      await choose(page, 'lock-off');
      await dialogSays(page, '请输入儿童锁密码');
      await press(page, 'back');
      await dialogSays(page, '更改密码');
      await choose(page, 'lock-limit');
      await dialogSays(page, '请输入儿童锁密码');
      await press(page, 'back');
      await choose(page, 'lock-pin');
      await dialogSays(page, '请输入儿童锁密码');
      await visit(page);
    },
  ],
  [
    'a restart while the PIN is asked for',
    async (page) => {
      await pays(page);
      await dialogSays(page, '请输入儿童锁密码');
      await page.reload();
    },
  ],
  [
    'the browser’s way back and forward',
    async (page) => {
      await pays(page);
      await dialogSays(page, '请输入儿童锁密码');
      await page.goBack().catch(() => {});
      await page.goForward().catch(() => {});
      await visit(page);
    },
  ],
  ['an address with something in it', (page) => visit(page, 'step=waitCard&lock=off#confirm')],
  ['another language and type in the address', (page) => visit(page, 'lang=en&type=large')],
  [
    'another language in the settings',
    async (page) => {
      await openSettings(page);
      await choose(page, 'language-en');
      await dialogSays(page, 'Turn off');
      await choose(page, 'language-zh-CN');
      await dialogSays(page, '更改密码');
      await press(page, 'back');
      await noDialog(page);
    },
  ],
];

for (const [what, trick] of tricks) {
  test(`the lock stays on after ${what}`, async ({ page }) => {
    await openHome(page);
    await lockUp(page);
    await trick(page);
    await pays(page);
    await expect(page.locator('#pad-1')).toHaveCount(1);
    expect(await page.locator('#app').getAttribute('data-screen')).toBe('confirm');
    expect(cardBalance(page)).toBe(FULL);
  });
}
