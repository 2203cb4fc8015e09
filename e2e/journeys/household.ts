/** A household before its television: dialogs and PINs. */
import { focusOn, press, ready } from '../page/keys.ts';
import { chooses } from '../page/portal.ts';
import { expect, type Page } from '../shipped/shipped.ts';

export const PIN = '2580';
export const PAID = 71_400;
export const FULL = 100_000;
export const MINUTE = 60_000;

export const dialog = (page: Page) => page.locator('[role=dialog]');

/** An OK or Back is heard once the dialog, or what is below it again, is painted. */
const settled = (page: Page) => expect(page.locator('#app[data-ready]')).toHaveCount(1);

export async function dialogSays(page: Page, words: string): Promise<void> {
  await expect(dialog(page)).toContainText(words);
  await settled(page);
}

export async function noDialog(page: Page): Promise<void> {
  await expect(dialog(page)).toHaveCount(0);
  await settled(page);
}

/** F9 is the menu key of a desktop. */
export async function openSettings(page: Page): Promise<void> {
  await settled(page);
  await page.keyboard.press('F9');
  await dialogSays(page, 'English');
}

export async function choose(page: Page, id: string): Promise<void> {
  await focusOn(page, id);
  await press(page, 'ok');
}

/** Number keys of the remote; the same one twice in a row is a bounce unless it takes its time. */
export async function type(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit);
}

export async function enterPin(page: Page, digits = PIN): Promise<void> {
  await settled(page);
  await type(page, digits);
  await expect(page.locator('#pad-done[data-focused]')).toHaveCount(1);
  await press(page, 'ok');
}

/** From home: the lock is put on for every payment, and home is there again. */
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

/** From home to where OK on the fee leads. */
export async function pays(page: Page, months = 12): Promise<void> {
  await chooses(page, 'basic', months);
  await ready(page, 'confirm');
  await focusOn(page, 'pay');
  await press(page, 'ok');
}

export const marked = (page: Page, id: string) =>
  expect(page.locator(`[id="${id}"][data-focused]`)).toHaveCount(1);

/** From the pad on screen; the same digit twice in a row would be a bounce, so each is pressed until it is there. */
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
