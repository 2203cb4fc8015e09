/** The base of all journeys: no page of the context may violate its policy, throw, leave a rejection unhandled, or complain in the console. */
import { test as base, expect } from '@playwright/test';
import { watchPages } from './pageFaults.ts';

export type { FrameLocator, Locator, Page } from '@playwright/test';
export { expect };

interface Options {
  /** The journeys of the file take the network or files away: `test.use({ losesRequests: true })`. */
  readonly losesRequests: boolean;
}

export const test = base.extend<Options>({
  losesRequests: [false, { option: true }],
  context: async ({ context, losesRequests }, use) => {
    const faults = await watchPages(context, losesRequests);
    await use(context);
    // Once each page has answered this, all its earlier reports have arrived.
    await Promise.all(context.pages().map((page) => page.evaluate(() => {}).catch(() => {})));
    expect(faults, 'faults of the pages').toEqual([]);
  },
});
