/** Journeys in which no page may break its policy, throw, or drop a rejection: every page of the context, to the end. */
import { test as base, expect } from '@playwright/test';
import { watchPages } from './pageFaults.ts';

export type { FrameLocator, Locator, Page } from '@playwright/test';
export { expect };

export const test = base.extend({
  context: async ({ context }, use) => {
    const faults = await watchPages(context);
    await use(context);
    // What a page told before it answers this is here by then.
    await Promise.all(context.pages().map((page) => page.evaluate(() => {}).catch(() => {})));
    expect(faults, 'what no page may do').toEqual([]);
  },
});
