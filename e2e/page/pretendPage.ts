/** Opens the mocks build, which has the whole simulated world inside the page, behind a service worker. */
import type { Page } from '@playwright/test';
import { ready } from './keys.ts';

/** With a simulated subscriber who hurries. */
async function open(page: Page, scenario = 'first-day'): Promise<void> {
  await page.goto(`./?scenario=${scenario}&reset&pace=10`);
}

export async function openHome(page: Page, scenario?: string): Promise<void> {
  await open(page, scenario);
  await ready(page, 'home');
}

/** Sets this page's clock ahead, from the next load on. */
export async function aheadBy(page: Page, ms: number): Promise<void> {
  await page.addInitScript((offset) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + offset;
  }, ms);
}

/** The balance of the card, in fen. */
export const cardBalance = (page: Page): Promise<number> =>
  page.evaluate(() => window.simulatedWorld!.card('good').state.balanceFen);
