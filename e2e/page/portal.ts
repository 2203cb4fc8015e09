/** What a subscriber does with the portal, in any build. */
import { expect, type Page } from '@playwright/test';
import { focusOn, press, ready } from './keys.ts';

/** How long a whole payment may take: the simulated subscriber does not hurry, and machines differ. */
export const PAYMENT_MS = 25_000;

/** From home to the fee of a service for this number of months. */
export async function chooses(page: Page, serviceId: string, months: number): Promise<void> {
  await ready(page, 'home');
  await focusOn(page, `service-${serviceId}`);
  await press(page, 'ok');
  await ready(page, 'service');
  await focusOn(page, `period-${months}`);
  await press(page, 'ok');
}

/** From home to the confirmed fee: the screen asks for a card, or soon will. */
export async function confirms(page: Page, serviceId: string, months: number): Promise<void> {
  await chooses(page, serviceId, months);
  await ready(page, 'confirm');
  await focusOn(page, 'pay');
  await press(page, 'ok');
}

const screen = (page: Page) => page.locator('#app');

export async function shows(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await expect(screen(page)).toContainText(text);
}
