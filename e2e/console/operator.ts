/** The operator at the console: signs in, goes to pages, and lets days pass. */

import { expect, type Locator, type Page } from '@playwright/test';
import { DAY_MS } from '../../src/shared/time.ts';

export const HOUR_MS = 3_600_000;
const CHINA_MS = 8 * HOUR_MS;

/** Milliseconds to noon in China, far from where TSP and BOSS end their days, so that they agree on the day. */
export const toNoon = (): number => DAY_MS / 2 - ((Date.now() + CHINA_MS) % DAY_MS);

export const heading = (page: Page): Locator => page.locator('h1');
/** The head of the page: title, state and actions. */
export const head = (page: Page): Locator => page.locator('main header').first();

export async function signIn(page: Page, user: string): Promise<void> {
  await expect(page.locator('input[name=user]')).toBeFocused();
  await page.keyboard.type(user);
  await page.keyboard.press('Tab');
  await page.keyboard.type('pretend');
  await page.keyboard.press('Enter');
  await expect(page.locator('nav')).toBeVisible();
}

/** Over the books of the simulated television, not the demonstration. */
export async function openConsole(page: Page, user: string, hash = ''): Promise<void> {
  await page.goto(`./console/?world=television${hash}`);
  await signIn(page, user);
}

export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** Waits until this page is shown and loaded. */
export async function isThere(page: Page, title: string | RegExp): Promise<void> {
  await expect(head(page)).toContainText(title);
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
}

export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

/** Takes the chosen step of the case, with its reason. */
export async function takesStep(page: Page, step: string, reason: string): Promise<void> {
  const tab = page.getByRole('group', { name: '要做什么' }).getByRole('button', { name: step });
  if ((await tab.count()) > 0) await tab.click();
  await page.locator('form textarea').fill(reason);
  await button(page, `提交：${step}`).click();
}
