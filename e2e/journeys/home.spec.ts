import { focusedId, focusOn, press, ready } from '../page/keys.ts';
import { PAYMENT_MS, shows } from '../page/portal.ts';
import { cardBalance, expect, openHome, type Page, test } from '../shipped/shipped.ts';

const MANY = 'ten-thousand-services';

const focused = (page: Page) => page.locator('[data-focused]');

/** Types digits with pauses as a thumb does: the same digit twice at once is a bounce. */
async function type(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.keyboard.press(digit, { delay: 20 });
}

/** Walks to a letter of the keyboard on the screen and presses OK on it. */
async function spell(page: Page, letters: string): Promise<void> {
  for (const letter of letters) {
    await focusOn(page, `key-${letter}`);
    await press(page, 'ok');
  }
}

async function openSearch(page: Page): Promise<void> {
  await press(page, 'up');
  await focusOn(page, 'tab-search');
  await press(page, 'ok');
  await expect(page.locator('#key-A')).toHaveCount(1);
  await ready(page, 'home');
}

/** The number on the focused card. */
const numberOnCard = async (page: Page): Promise<number> =>
  Number(/(\d+) 号/.exec(await focused(page).innerText())?.[1]);

test('a held key runs through hundreds of rows, one a frame, and the list is always complete', async ({
  page,
}) => {
  await openHome(page, MANY);
  const seen = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const rows: number[] = [];
    const wrong: string[] = [];
    let nodes = 0;
    for (let at = 0; at < 240; at++) {
      const init = { keyCode: 40, repeat: at > 0, bubbles: true, cancelable: true };
      document.dispatchEvent(new KeyboardEvent('keydown', init as KeyboardEventInit));
      await frame();
      const all = document.querySelectorAll('[data-focused]');
      if (all.length !== 1) wrong.push(`${all.length} focused after ${at}`);
      rows.push(Number(all[0]?.getAttribute('aria-posinset')));
      nodes = Math.max(nodes, document.querySelectorAll('#app *').length);
    }
    document.dispatchEvent(new KeyboardEvent('keyup', { keyCode: 40 } as KeyboardEventInit));
    return { rows, wrong, nodes };
  });
  expect(seen.wrong).toEqual([]);
  expect(seen.rows[seen.rows.length - 1]).toBeGreaterThan(4 * 235);
  const steps = seen.rows.slice(1).map((row, at) => row - seen.rows[at]!);
  expect(steps.filter((step) => step !== 0 && step !== 4)).toEqual([]);
  expect(seen.nodes).toBeLessThanOrEqual(300);
  await expect(focused(page)).toContainText('元/月');
});

test('moving through the list for hours leaks no memory', async ({ page }) => {
  await openHome(page, MANY);
  const devTools = await page.context().newCDPSession(page);
  const walk = (steps: number) =>
    page.evaluate(async (count) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let at = 0; at < count; at++) {
        const init = { keyCode: 40, bubbles: true, cancelable: true };
        document.dispatchEvent(new KeyboardEvent('keydown', init as KeyboardEventInit));
        document.dispatchEvent(new KeyboardEvent('keyup', init as KeyboardEventInit));
        await frame();
      }
    }, steps);
  const heap = async (): Promise<number> => {
    for (let round = 0; round < 3; round++) await devTools.send('HeapProfiler.collectGarbage');
    return (await devTools.send('Runtime.getHeapUsage')).usedSize;
  };
  const grown: number[] = [];
  await walk(120);
  let before = await heap();
  for (let stretch = 0; stretch < 3; stretch++) {
    await walk(160);
    const after = await heap();
    grown.push(after - before);
    before = after;
  }
  // Loaded pages and compiled code add memory in some stretches; rows that stay would add 350 kB in each.
  expect(Math.min(...grown)).toBeLessThan(200_000);
});

test('page keys move by one screen, to the end of the list and back', async ({ page }) => {
  await openHome(page, MANY);
  await press(page, 'pageDown', 'pageDown', 'pageDown');
  await expect(focused(page)).toContainText('25 号');
  await press(page, 'pageUp');
  await expect(focused(page)).toContainText('17 号');
});

test('a typed number leads to its service, and Back leads to the same place', async ({ page }) => {
  await openHome(page, MANY);
  await type(page, '9321');
  await shows(page, '9321');
  await expect(page.locator('#service-s9321')).toHaveAttribute('data-focused', '');
  expect(await numberOnCard(page)).toBe(9321);
  await press(page, 'right');
  expect(await numberOnCard(page)).toBe(9322);
  await ready(page, 'home');
  await press(page, 'ok');
  await ready(page, 'service');
  await press(page, 'back');
  await ready(page, 'home');
  await expect(page.locator('#service-s9322')).toHaveAttribute('data-focused', '');
});

test('OK goes to the number at once, Back stays, and an unknown number says so', async ({
  page,
}) => {
  await openHome(page, MANY);
  await type(page, '508');
  await press(page, 'ok');
  await expect(page.locator('#service-s508')).toHaveAttribute('data-focused', '');
  await ready(page, 'home');
  await type(page, '43');
  await press(page, 'back');
  await expect(page.locator('#app')).toHaveAttribute('data-screen', 'home');
  await type(page, '10750');
  await shows(page, '没有 10750 号业务');
  expect(await focusedId(page)).toBe('service-s508');
});

test('in a category, a typed number leads to the list of all services', async ({ page }) => {
  await openHome(page, MANY);
  await press(page, 'up', 'right', 'right', 'down');
  await expect(page.locator('[role=tab][aria-selected=true]')).toHaveId('tab-category-pay');
  await type(page, '6');
  await expect(page.locator('#service-broadband300')).toHaveAttribute('data-focused', '');
  await expect(page.locator('[role=tab][aria-selected=true]')).toHaveId('tab-all');
});

test('initials find a service; after paying, Back leads to the search result', async ({ page }) => {
  await openHome(page, MANY);
  await openSearch(page);
  await shows(page, '拼音首字母');
  await spell(page, 'CQXW');
  await shows(page, '找到 5 项', '重庆新闻频道', '重庆新闻精选');
  await focusOn(page, 'service-s625');
  await press(page, 'ok');
  await ready(page, 'service');
  await focusOn(page, 'period-1');
  await press(page, 'ok');
  await ready(page, 'confirm');
  await press(page, 'ok');
  await ready(page, 'result', PAYMENT_MS);
  expect(cardBalance(page)).toBeLessThan(100_000);
  await press(page, 'ok');
  await ready(page, 'home');
  await shows(page, 'CQXW', '找到 5 项');
  await expect(page.locator('#service-s625')).toHaveAttribute('data-focused', '');
  await expect(page.locator('#service-s625')).toContainText('到期');
});

test('digits of the remote control find by number; Back clears, and then leaves', async ({
  page,
}) => {
  await openHome(page, MANY, { query: 'lang=en' });
  await openSearch(page);
  await type(page, '932');
  await shows(page, '11 found', '9321');
  await press(page, 'back');
  await shows(page, 'Search services');
  expect(await focusedId(page)).toContain('key-');
  // Pressing the same key again at once would be a bounce.
  await press(page, 'right', 'back');
  await expect(page.locator('#tab-search')).toHaveAttribute('data-focused', '');
});

test('an empty result says so, and fewer letters find something again', async ({ page }) => {
  await openHome(page);
  await openSearch(page);
  await spell(page, 'ZQ');
  await shows(page, '没有找到“ZQ”');
  await focusOn(page, 'key-delete');
  await press(page, 'ok');
  await expect(page.locator('[role=listbox]')).toHaveCount(1);
});
