/** The portal as a subscriber uses it: keys of a remote control, and a screen. No clicks, no sleeps. */
import { expect, type Page } from '@playwright/test';

const KEYS = {
  ok: 'Enter',
  back: 'Backspace',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
  pageUp: 'PageUp',
  pageDown: 'PageDown',
} as const;

export type Key = keyof typeof KEYS;

/** The portal moves once a frame: the effect of a key is visible two frames later. */
const painted = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );

/**
 * Presses keys one after the other, each down and up, and waits until the last is painted. Before OK and Back wait for
 * `ready`: a screen ignores an OK that began before it was painted.
 */
export async function press(page: Page, ...keys: readonly Key[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(KEYS[key]);
    await painted(page);
  }
}

/** Resolves when the screen of this step is drawn and accepts keys. `screen` is the kind of the payment step. */
export async function ready(page: Page, screen: string, timeoutMs?: number): Promise<void> {
  const options = timeoutMs === undefined ? {} : { timeout: timeoutMs };
  const root = page.locator('#app[data-ready]');
  await expect(root).toHaveAttribute('data-screen', screen, options);
}

/** The id of the highlighted item, or null. */
export const focusedId = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.querySelector('[data-focused]')?.id ?? null);

/** Where the focus is, and the arrow key that leads from there to `id`: null when one of the two is not drawn. */
const wayTo = (page: Page, id: string): Promise<{ at: string | null; way: Key | null }> =>
  page.evaluate((id) => {
    const focused = document.querySelector('[data-focused]');
    const at = focused?.id ?? null;
    const from = focused?.getBoundingClientRect();
    const to = document.getElementById(id)?.getBoundingClientRect();
    if (!from || !to || from.width === 0 || to.width === 0) return { at, way: null };
    // Where the two overlap in height.
    const isBeside = to.bottom > from.top && to.top < from.bottom;
    if (isBeside) return { at, way: to.x > from.x ? 'right' : 'left' };
    return { at, way: to.y > from.y ? 'down' : 'up' };
  }, id);

/**
 * Moves with arrow keys until the element with this id is highlighted.
 * @throws Error after `limit` presses, or when no arrow leads on, naming the last positions.
 */
export async function focusOn(page: Page, id: string, limit = 40): Promise<void> {
  const target = page.locator(`[id="${id}"]`);
  await expect(target, `nothing on this screen has the id ${id}`).toHaveCount(1);
  const stood: (string | null)[] = [];
  for (let step = 0; step < limit; step++) {
    const { at, way } = await wayTo(page, id);
    if (at === id) return;
    if (!way) throw new Error(`${id} or what is highlighted (${at}) is not drawn`);
    const stuck = stood.length > 0 && stood[stood.length - 1] === at;
    stood.push(at);
    // At the border of a list a detour may be needed: one step across, then on.
    await press(page, stuck ? (way === 'up' || way === 'down' ? 'right' : 'down') : way);
  }
  throw new Error(`${id} not reached in ${limit} keys; stood on ${stood.slice(-6).join(', ')}`);
}
