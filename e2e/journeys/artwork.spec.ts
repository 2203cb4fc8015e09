/** The pictures of the services in the portal as it is shipped, under the host's policy; a picture never costs a service. */
import { press, ready } from '../page/keys.ts';
import { begin, expect, openHome, type Page, test, visit } from '../shipped/shipped.ts';

const pictures = (page: Page) => page.locator('[role=option] img');
const come = (page: Page) => page.locator('[role=option] img[data-come]');
const firstCard = (page: Page) => page.locator('#service-basic');

/** Where every card and every text in it stands. */
const places = (page: Page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll('[role=option] *'), (element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left, top, width, height].map(Math.round).join();
    }),
  );

test('the pictures of the first rows come after the list, each once, and move nothing', async ({
  page,
}) => {
  const side = await begin(page);
  const asked: string[] = [];
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  side.route = async (request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/artwork/')) return null;
    asked.push(pathname.split('/').pop()!);
    await opened;
    return null;
  };
  await visit(page);
  await ready(page, 'home');
  await expect(pictures(page)).toHaveCount(16);
  await expect.poll(() => asked.length).toBe(2);
  const before = await places(page);
  open();
  // Of sixteen services two have no picture.
  await expect(come(page)).toHaveCount(14);
  expect(await places(page)).toEqual(before);
  expect(new Set(asked).size).toBe(asked.length);
  expect(await pictures(page).first().getAttribute('alt')).toBe('客厅里的电视机');
});

const WRONG: Readonly<Record<string, () => Response>> = {
  'the page of a captive portal': () =>
    new Response('<!doctype html><h1>请登录</h1>', { headers: { 'Content-Type': 'text/html' } }),
  'half a picture': () =>
    new Response('<svg xmlns="http://www.w3.org/2000/svg"><path', {
      headers: { 'Content-Type': 'image/svg+xml' },
    }),
  'a picture for a cinema': () =>
    new Response('<svg xmlns="http://www.w3.org/2000/svg" width="4096" height="2304"/>', {
      headers: { 'Content-Type': 'image/svg+xml' },
    }),
  'another type than it says': () =>
    new Response('GIF', { headers: { 'Content-Type': 'text/plain' } }),
};

for (const [what, answer] of Object.entries(WRONG)) {
  test(`instead of pictures, ${what}: each service has its icon, and the portal goes on`, async ({
    page,
  }) => {
    const side = await begin(page);
    const asked: string[] = [];
    side.route = async (request) => {
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith('/artwork/')) return null;
      asked.push(pathname);
      return answer();
    };
    await visit(page);
    await ready(page, 'home');
    await expect.poll(() => new Set(asked).size).toBe(14);
    await expect(page.locator('[role=option] img[src]')).toHaveCount(0);
    await expect(come(page)).toHaveCount(0);
    await expect(firstCard(page).locator('svg')).toBeVisible();
    await press(page, 'ok');
    await ready(page, 'service');
    expect(asked.length).toBe(14);
  });
}

test('pictures of a host of their own come from there, and from nowhere else', async ({ page }) => {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"/>';
  await page.route('https://pictures.example/**', (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: drawing }),
  );
  await openHome(page, 'first-day', {
    operator: { artworkUrl: 'https://pictures.example/tv' },
  });
  await expect(come(page)).toHaveCount(14);
  const hosts = await come(page).evaluateAll((all) =>
    all.map((picture) => new URL((picture as HTMLImageElement).src).host),
  );
  expect(new Set(hosts)).toEqual(new Set(['pictures.example']));
});

test('a small screen asks for no picture that it does not show', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 530 });
  const side = await begin(page);
  const asked: string[] = [];
  side.route = async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/artwork/')) asked.push(pathname);
    return null;
  };
  await visit(page);
  await ready(page, 'home');
  await expect(pictures(page).first()).toBeAttached();
  await page.evaluate(async () => {
    for (let frames = 0; frames < 40; frames++) await new Promise(requestAnimationFrame);
  });
  expect(asked).toEqual([]);
});
