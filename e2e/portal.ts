/** The portal in a browser, opened in a named scenario, and what the pretend card says afterwards. */
import { expect, type Page } from '@playwright/test';
import type { CardName } from '../mocks/faults/scenarios.ts';
import { focusOn, press, ready } from './keys.ts';

/** How long a whole payment may take: the simulated subscriber is not hasty, and machines differ. */
export const PAYMENT_MS = 25_000;

/** The simulated subscriber hurries, unless a screen has to be looked at before it acts: `HUMAN_PACE`. */
export const HUMAN_PACE = '&pace=1';

export async function open(page: Page, scenario = 'first-day', query = ''): Promise<void> {
  await page.goto(`./?scenario=${scenario}&reset${query}&pace=10`);
}

/** From the next load on, this page's clock is so far ahead. */
export async function aheadBy(page: Page, ms: number): Promise<void> {
  await page.addInitScript((offset) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + offset;
  }, ms);
}

const EVENING = Date.parse('2026-11-23T20:36:00+08:00');

/** The evening that the dates in journeys belong to, whenever they run; the clock goes on from there. */
export const onTheEvening = (page: Page): Promise<void> => aheadBy(page, EVENING - Date.now());

export async function openHome(page: Page, scenario?: string, query?: string): Promise<void> {
  await open(page, scenario, query);
  await ready(page, 'home');
}

/** From home to the fee of this service for so many months. */
export async function chooses(page: Page, serviceId: string, months: number): Promise<void> {
  await ready(page, 'home');
  await focusOn(page, `service-${serviceId}`);
  await press(page, 'ok');
  await ready(page, 'service');
  await focusOn(page, `period-${months}`);
  await press(page, 'ok');
}

/** The same, with the fee confirmed: the screen asks for a card, or is on its way there. */
export async function confirms(page: Page, serviceId: string, months: number): Promise<void> {
  await chooses(page, serviceId, months);
  await ready(page, 'confirm');
  await focusOn(page, 'pay');
  await press(page, 'ok');
}

/** What the card holds, in fen. */
export const cardBalance = (page: Page, name: CardName = 'good'): Promise<number> =>
  page.evaluate((card) => window.pretend!.card(card).state.balanceFen, name);

const screen = (page: Page) => page.locator('#app');

export async function shows(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await expect(screen(page)).toContainText(text);
}
