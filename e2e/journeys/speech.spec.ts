/** Speech: what is said at which key, and that nothing is watched where speech is off. */
import { press, ready } from '../page/keys.ts';
import { expect, openHome, type Page, test } from '../shipped/shipped.ts';

type Listening = Window & { said?: string[]; watchers?: number };

const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as Listening).said ?? []);

/** Waits until the last sentence matches. */
const hears = (page: Page, what: RegExp): Promise<void> =>
  expect.poll(async () => (await said(page)).slice(-1)[0]).toMatch(what);

async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const said: string[] = [];
    (window as Listening).said = said;
    window.onUtter = (text) => said.push(text);
  });
}

test('a move says the item and its place; a screen its title, its sentences and the amount', async ({
  page,
}) => {
  await listen(page);
  await openHome(page, 'first-day', { query: 'lang=en' });
  await hears(page, /month.*1 of \d+$/);
  expect((await said(page)).join()).toContain('All services');
  await press(page, 'right');
  await hears(page, /month.* 2 of \d+$/);
  expect((await said(page)).slice(-1)[0]).not.toContain('All services');
  await press(page, 'ok');
  await ready(page, 'service');
  await press(page, 'ok');
  await ready(page, 'confirm');
  await hears(page, /^.*Nothing is charged before you confirm.*To pay.*¥\d.*Confirm and pay$/);
});

test('passing seconds are not spoken', async ({ page }) => {
  await listen(page);
  await openHome(page, 'first-day', { query: 'lang=en' });
  await press(page, 'ok');
  await ready(page, 'service');
  await press(page, 'ok');
  await ready(page, 'confirm');
  // The service is on already, so the focus starts on "change".
  await hears(page, /confirm\. To pay.*Change$/);
  const before = await said(page);
  const note = page.locator('main').getByText(/\d\d:\d\d/);
  const seconds = await note.textContent();
  await expect(note).not.toHaveText(seconds ?? '');
  expect(await said(page)).toEqual(before);
});

test('without a speaker nothing is watched', async ({ page }) => {
  await page.addInitScript(() => {
    const listening = window as Listening;
    listening.watchers = 0;
    const Real = window.MutationObserver;
    window.MutationObserver = class extends Real {
      override observe(target: Node, options?: MutationObserverInit): void {
        super.observe(target, options);
        // The simulated subscriber observes only an attribute, without the subtree.
        if (options?.subtree) listening.watchers = (listening.watchers ?? 0) + 1;
      }
    };
  });
  await openHome(page);
  await press(page, 'right', 'down');
  expect(await page.evaluate(() => (window as Listening).watchers)).toBe(0);
});
