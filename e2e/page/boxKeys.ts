/** A remote control that sends any key code, as trusted events like those of a box's browser. */
import type { Page } from '@playwright/test';
import { focusedId } from './keys.ts';

interface BoxKeys {
  /** Presses and releases each key, then waits two frames until the effect is painted. */
  press(...codes: readonly number[]): Promise<void>;
  down(code: number, more?: { repeat?: boolean; alt?: boolean }): Promise<void>;
  up(code: number): Promise<void>;
  /** Presses this code until the item is focused. @throws Error when it is not reached. */
  go(code: number, id: string): Promise<void>;
}

export const frames = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );

export async function boxKeys(page: Page): Promise<BoxKeys> {
  const cdp = await page.context().newCDPSession(page);
  const send = (
    type: 'rawKeyDown' | 'keyUp',
    windowsVirtualKeyCode: number,
    more: { autoRepeat?: boolean; modifiers?: number } = {},
  ) => cdp.send('Input.dispatchKeyEvent', { type, windowsVirtualKeyCode, ...more });
  const box: BoxKeys = {
    down: async (code, { repeat = false, alt = false } = {}) => {
      await send('rawKeyDown', code, { autoRepeat: repeat, modifiers: alt ? 1 : 0 });
    },
    up: async (code) => {
      await send('keyUp', code);
    },
    async press(...codes) {
      for (const code of codes) {
        await box.down(code);
        await box.up(code);
        await frames(page);
      }
    },
    async go(code, id) {
      for (let presses = 0; presses < 20; presses++) {
        if ((await focusedId(page)) === id) return;
        await box.press(code);
      }
      throw new Error(`${id} not reached, stood on ${await focusedId(page)}`);
    },
  };
  return box;
}
