/** The designer's stage, and the portal in its frame. */
import { PAYMENT_MS } from './portal.ts';
import { expect, type FrameLocator, type Locator, type Page } from './watched.ts';

export const portal = (page: Page): FrameLocator => page.frameLocator('iframe').first();
export const app = (page: Page): Locator => portal(page).locator('#app');
export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
export const region = (page: Page, name: string): Locator => page.getByRole('region', { name });

export async function shows(page: Page, screen: string, timeout = PAYMENT_MS): Promise<void> {
  await expect(app(page)).toHaveAttribute('data-screen', screen, { timeout });
  await expect(portal(page).locator('#app[data-ready]')).toHaveCount(1);
}

/** Opens the stage in English, at ten times the pace, on a new day. */
export async function open(page: Page, query = ''): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`./?stage&ui=en&pace=10${query}`);
}

/** Opens a sample in English beside one of the panels. */
export async function openSample(page: Page, sample: string, query = ''): Promise<void> {
  await open(page, `&lang=en&screen=${sample}${query}`);
  await expect(portal(page).locator('#app[data-ready] [data-focused]')).toHaveCount(1);
}
