/** What a household does at its television: dialogs and PINs. */
import { focusOn, press, ready } from '../page/keys.ts';
import { chooses } from '../page/portal.ts';
import { expect, type Page } from '../shipped/shipped.ts';

export const PIN = '2580';
export const PAID = 71_400;
export const FULL = 100_000;
export const MINUTE = 60_000;

export const dialog = (page: Page) => page.locator('[role=dialog]');

/** Waits until the dialog, or the screen below it, is painted and accepts OK and Back. */
const waitUntilReady = (page: Page) => expect(page.locator('#app[data-ready]')).toHaveCount(1);

export async function dialogSays(page: Page, words: string): Promise<void> {
  await expect(dialog(page)).toContainText(words);
  await waitUntilReady(page);
}

export async function noDialog(page: Page): Promise<void> {
  await expect(dialog(page)).toHaveCount(0);
  await waitUntilReady(page);
}

/** F9 is the menu key of a desktop. */
export async function openSettings(page: Page): Promise<void> {
  await waitUntilReady(page);
  await page.keyboard.press('F9');
  await dialogSays(page, 'English');
}

export async function choose(page: Page, id: string): Promise<void> {
  await focusOn(page, id);
  await press(page, 'ok');
}

/** Types with the number keys of the remote, with pauses: the same key twice at once is a bounce. */
export async function type(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit);
}

export async function enterPin(page: Page, digits = PIN): Promise<void> {
  await waitUntilReady(page);
  await type(page, digits);
  await expect(page.locator('#pad-done[data-focused]')).toHaveCount(1);
  await press(page, 'ok');
}

/** From home: turns the lock on for payments above `limit`, and returns home. */
export async function lockUp(page: Page, limit = 0): Promise<void> {
  await openSettings(page);
  await choose(page, 'lock-on');
  await dialogSays(page, '设置儿童锁密码');
  await enterPin(page);
  await dialogSays(page, '请再输入一次');
  await enterPin(page);
  await dialogSays(page, '多少钱以上要密码');
  await choose(page, `limit-${limit}`);
  await dialogSays(page, '更改密码');
  await press(page, 'back');
  await noDialog(page);
}

/** From home to the fee, and presses OK on it. */
export async function pays(page: Page, months = 12): Promise<void> {
  await chooses(page, 'basic', months);
  await ready(page, 'confirm');
  await focusOn(page, 'pay');
  await press(page, 'ok');
}

export const marked = (page: Page, id: string) =>
  expect(page.locator(`[id="${id}"][data-focused]`)).toHaveCount(1);

/** Types on the on-screen pad; a repeated digit may count as a bounce, so each is pressed until it is there. */
export async function padIn(page: Page, digits: string): Promise<void> {
  const typed = () =>
    page
      .locator('[data-digits]')
      .evaluate(
        (line) =>
          line.querySelectorAll('[data-full]').length ||
          line.textContent!.replace(/\D/g, '').length,
      );
  for (const [at, digit] of [...digits].entries()) {
    await focusOn(page, `pad-${digit}`);
    await expect(async () => {
      if ((await typed()) === at) await press(page, 'ok');
      expect(await typed()).toBe(at + 1);
    }).toPass();
  }
}
