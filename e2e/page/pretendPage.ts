/** The mocks build in a browser, with the whole pretend world in the page itself, by a worker. */
import type { Page } from '@playwright/test';
import { ready } from './keys.ts';

/** The pretend hand hurries. */
async function open(page: Page, scenario = 'first-day'): Promise<void> {
  await page.goto(`./?scenario=${scenario}&reset&pace=10`);
}

export async function openHome(page: Page, scenario?: string): Promise<void> {
  await open(page, scenario);
  await ready(page, 'home');
}

/** From the next load on, this page's clock is so far ahead. */
export async function aheadBy(page: Page, ms: number): Promise<void> {
  await page.addInitScript((offset) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + offset;
  }, ms);
}

/** What the plastic holds, in fen. */
export const cardBalance = (page: Page): Promise<number> =>
  page.evaluate(() => window.pretend!.card('good').state.balanceFen);
