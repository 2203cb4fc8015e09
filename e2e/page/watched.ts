/** The base of all journeys: no page of the context may violate its policy, throw, or leave a rejection unhandled. */
import { test as base, expect } from '@playwright/test';
import { watchPages } from './pageFaults.ts';

export type { FrameLocator, Locator, Page } from '@playwright/test';
export { expect };

export const test = base.extend({
  context: async ({ context }, use) => {
    const faults = await watchPages(context);
    await use(context);
    // Once each page has answered this, all its earlier reports have arrived.
    await Promise.all(context.pages().map((page) => page.evaluate(() => {}).catch(() => {})));
    expect(faults, 'faults of the pages').toEqual([]);
  },
});
