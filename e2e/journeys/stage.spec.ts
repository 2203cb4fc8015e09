import AxeBuilder from '@axe-core/playwright';
import { app, button, open, portal, shows } from '../page/stagePage.ts';
import { expect, type Locator, type Page, test } from '../page/watched.ts';

const log = (page: Page): Locator => page.getByRole('region', { name: 'Card and platform, live' });

async function openHome(page: Page, query?: string): Promise<void> {
  await open(page, query);
  await shows(page, 'home');
  await expect(portal(page).locator('#service-basic[data-focused]')).toHaveCount(1);
}

/** From home to the card screen, by clicks on the stage's remote. */
async function clicksToTheCard(page: Page): Promise<void> {
  for (const screen of ['home', 'service', 'confirm']) {
    await shows(page, screen);
    const isOnTheWayBack = (await portal(page).locator('#change[data-focused]').count()) > 0;
    if (isOnTheWayBack) await button(page, 'Left').click();
    await button(page, 'OK').click();
  }
}

test('the bare address is the stage, and it pays by clicks on its remote', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto('./');
  await shows(page, 'home');
  const head = page.locator('header').first();
  const beyond = () => head.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(await beyond(), 'the head stays in its column').toBe(0);
  await button(page, 'EN').click();
  expect(await beyond(), 'the head stays in its column').toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await button(page, '10×').click();
  // Wait for the new page in the frame: an earlier press would go to the old one.
  await expect
    .poll(() =>
      page.frames().some((frame) => /pace=10/.test(frame.url()) && frame !== page.mainFrame()),
    )
    .toBe(true);
  await shows(page, 'home');
  await expect(portal(page).locator('#service-basic[data-focused]')).toHaveCount(1);
  await clicksToTheCard(page);
  await shows(page, 'result');
  await expect(page.locator('[data-balance]')).not.toHaveAttribute('data-balance', '100000');
  expect(page.url()).toContain('?stage&ui=en&pace=10');
});

test('a card pulled at the debit: armed, struck, and the doubt is on the screen', async ({
  page,
}) => {
  await openHome(page);
  await button(page, /^Pulled at the debit, written: Next/).click();
  const fault = page.locator('[data-fault=cut-after-write]');
  await expect(fault).toHaveAttribute('data-mode', 'waits');
  await expect(fault).toContainText('armed');
  expect(page.url()).toContain('faults=cut-after-write');
  await button(page, 'Auto').click();
  await clicksToTheCard(page);
  await shows(page, 'waitCard');
  await button(page, 'Insert').click();
  await shows(page, 'insertSameCard');
  await expect(fault).toHaveAttribute('data-mode', 'off');
  await expect(fault).toContainText('struck');
  await expect(log(page)).toContainText('DEBIT');
  await button(page, 'Insert').click();
  await shows(page, 'result');
});

test('an address gives the same state to everyone who opens it', async ({ page, context }) => {
  await openHome(page);
  await page.getByLabel('Scenario', { exact: true }).selectOption('boss-rejects');
  await shows(page, 'home');
  await button(page, 'Another card').click();
  await page.getByLabel('Set the balance').fill('333.30');
  await page.getByLabel('Set the balance').press('Enter');
  await button(page, 'HSM down: Now').click();
  await button(page, 'Activation rejected: Now').click();
  await button(page, 'English').click();
  await button(page, '1920×1080').click();
  await button(page, 'Safe area').click();
  await button(page, '#5ad1c8').click();
  await page.getByLabel('Operator', { exact: true }).selectOption('snow');
  await page.getByLabel('Remote', { exact: true }).selectOption('ipanel');
  await shows(page, 'home');

  const other = await context.newPage();
  await other.setViewportSize({ width: 1440, height: 900 });
  await other.goto(page.url());
  await shows(other, 'home');
  expect(other.url()).toBe(page.url());
  await expect(other.getByLabel('Scenario', { exact: true })).toHaveValue('boss-rejects');
  await expect(other.locator('[data-balance]')).toHaveAttribute('data-balance', '33330');
  await expect(other.locator('[data-fault=hsm-down]')).toHaveAttribute('data-mode', 'lasts');
  await expect(other.locator('[data-fault=boss-rejects]')).toHaveAttribute('data-mode', 'off');
  await expect(portal(other).locator('html')).toHaveAttribute('lang', 'en');
  await expect(app(other)).toContainText('Snow Mountain TV');
  await expect(other.getByText('Safe area 5 % = 96 · 54 px')).toBeVisible();
  await expect(button(other, 'Search')).toBeDisabled();
});

for (const [width, height] of [
  [1280, 720],
  [1920, 1080],
  [640, 530],
] as const) {
  test(`the portal has exactly ${width}x${height} pixels, and all of it is visible`, async ({
    page,
  }) => {
    await open(page, `&size=${width}x${height}&screen=home`);
    await expect(portal(page).locator('[data-focused]')).toHaveCount(1);
    const frame = page.frames()[1]!;
    expect(await frame.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
    const box = (await page.locator('iframe').boundingBox())!;
    expect(box.width / box.height).toBeCloseTo(width / height, 2);
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(1440 - 384);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(900);
  });
}

test('keys of the computer reach the portal with the codes of the chosen remote', async ({
  page,
}) => {
  await openHome(page, '&keys=ipanel');
  const frame = page.frames()[1]!;
  await frame.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    document.addEventListener('keydown', ({ keyCode }) => seen.push(keyCode));
  });
  await page.keyboard.press('ArrowRight');
  await expect(portal(page).locator('#service-basic[data-focused]')).toHaveCount(0);
  // The same with the focus inside the frame, where the computer's own codes would mean something else.
  await page.locator('iframe').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('ArrowLeft');
  await expect(portal(page).locator('#service-basic[data-focused]')).toHaveCount(1);
  await page.keyboard.press('PageDown');
  const codes = () => frame.evaluate(() => (window as { seen?: number[] }).seen);
  await expect.poll(codes).toEqual([4, 3, 26]);
});

test('a held key repeats until it is released', async ({ page }) => {
  await openHome(page);
  const repeats = () =>
    page.frames()[1]!.evaluate(() => (window as { seen?: boolean[] }).seen ?? []);
  await page.frames()[1]!.evaluate(() => {
    const seen: boolean[] = [];
    Object.assign(window, { seen });
    document.addEventListener('keydown', ({ repeat }) => seen.push(repeat));
  });
  await button(page, 'Right').hover();
  await page.mouse.down();
  await expect.poll(async () => (await repeats()).length).toBeGreaterThan(3);
  await page.mouse.up();
  const [first, ...rest] = await repeats();
  expect([first, new Set(rest)]).toEqual([false, new Set([true])]);
});

test('the stage shows a sample of the gallery, and a live journey goes on by itself', async ({
  page,
}) => {
  await open(page, '&screen=confirm&lang=en');
  await expect(portal(page).locator('[data-focused]')).toHaveCount(1);
  await expect(page.getByText('A sample has no card.')).toBeVisible();
  await page.getByLabel('Screen', { exact: true }).selectOption('to:waitCard');
  await shows(page, 'waitCard');
  expect(page.url()).toContain('screen=to:waitCard&hand=off');
  await expect(button(page, 'Auto')).toHaveAttribute('aria-pressed', 'false');
});

test('the reader port can be chosen, and the remote answers the browser’s window', async ({
  page,
}) => {
  await openHome(page);
  await page.getByLabel('Reader', { exact: true }).selectOption('webusb');
  await shows(page, 'home');
  await button(page, 'Ask first').click();
  await shows(page, 'home');
  expect(page.url()).toContain('&port=webusb&grant=ask');
  await clicksToTheCard(page);
  await shows(page, 'waitCard');
  await expect(portal(page).locator('#allow[data-focused]')).toHaveCount(1);
  await button(page, 'OK').click();
  await shows(page, 'result');
});

test('the log shows everything except data', async ({ page }) => {
  await openHome(page);
  const frame = page.frames()[1]!;
  await frame.evaluate(() => {
    const { host, card } = window.simulatedWorld!;
    const found = new Set<string>();
    const keep = (text: unknown) => {
      for (const [word] of String(text ?? '').matchAll(/[\w+/=-]{8,}/g)) found.add(word);
    };
    const { send, setRequestHeader } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.setRequestHeader = function set(name, value) {
      if (/authorization|signature|token/i.test(name)) keep(value);
      setRequestHeader.call(this, name, value);
    };
    XMLHttpRequest.prototype.send = function sendAndKeep(body) {
      if (/^\{/.test(String(body))) keep(body);
      this.addEventListener('load', () => {
        if (/"(token|mac1|sessionKey)"/.test(this.responseText)) keep(this.responseText);
      });
      send.call(this, body);
    };
    const answer = host.onmessage!;
    host.onmessage = (event) => {
      const { result } = JSON.parse(String(event.data));
      keep(result?.answer);
      keep(result?.signature);
      answer(event);
    };
    const { publicFile, holderFile } = card('good').state;
    keep(publicFile.slice(20, 40));
    keep(publicFile.slice(24, 40));
    keep(holderFile);
    Object.assign(window, { found });
  });
  await clicksToTheCard(page);
  await shows(page, 'result');
  const words = await frame.evaluate(() => [...(window as { found?: Set<string> }).found!]);
  expect(words.length).toBeGreaterThan(30);
  const text = (await log(page).innerText()).toUpperCase();
  for (const expected of ['SELECT', 'INIT PURCHASE', 'DEBIT', '/ATTEMPTS/…/AUTHORISE', 'KEY']) {
    expect(text).toContain(expected);
  }
  const harmless = /^(application\/json|mac1|sessionKey|[a-z]+([A-Z][a-z]+)+)$/;
  const told = words.filter((word) => !harmless.test(word) && text.includes(word.toUpperCase()));
  expect(told).toEqual([]);
});

test('the log can be searched and emptied', async ({ page }) => {
  await openHome(page);
  const lines = log(page).getByRole('listitem');
  await page.getByRole('searchbox').fill('post /sessions');
  await expect(lines).toHaveCount(1);
  await page.getByRole('searchbox').fill('');
  await button(page, 'TSP').click();
  await expect(log(page)).not.toContainText('/sessions');
  await button(page, 'Clear').click();
  await expect(lines).toHaveCount(0);
});

test('the stage itself is accessible', async ({ page }) => {
  await openHome(page, '&safe=on&faults=cut-after-write');
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('Tab leads to every part of the stage, and Enter works there', async ({ page }) => {
  await openHome(page);
  await page.getByLabel('Scenario', { exact: true }).focus();
  const names = new Set<string>();
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const at = document.activeElement;
      return at?.getAttribute('aria-label') ?? at?.textContent ?? '';
    });
    names.add(name);
    if (name.startsWith('Pulled before the debit')) break;
  }
  for (const name of ['Screen', '640×530', 'Safe area', 'Filter', 'OK', 'Insert']) {
    expect([...names]).toContain(name);
  }
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-fault=pulled-before-debit]')).toHaveAttribute(
    'data-mode',
    'waits',
  );
});

test('the stage opened after the bare portal: the old service worker answers it, too', async ({
  page,
}) => {
  await page.goto('./?stage=off');
  await expect(page.locator('#app[data-screen="home"]')).toHaveCount(1);
  await page.goto('./?stage&ui=en');
  await shows(page, 'home');
});
