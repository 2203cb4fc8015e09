/** The built console before a real platform with thousands of orders, in the test's own process: no host and no port. */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page, Route } from '@playwright/test';
import { NOW, opsFixture, PASSWORD, type Write } from '../../mocks/operator/ops/ops.fixture.ts';
import { listedOrder, sold } from '../../mocks/operator/ops/rows.fixture.ts';

const DIST = fileURLToPath(new URL('../../dist-console', import.meta.url));
const ADDRESS = 'http://localhost:1/console/';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

const SERVICES = [
  ['basic', '数字电视基本收视费', 'Basic television', 2_600],
  ['sport', '体育频道包', 'Sports pack', 4_800],
  ['film4k', '4K 影院', 'Film 4K', 9_900],
] as const;
const STATES = ['COMPLETED', 'COMPLETED', 'COMPLETED', 'PAID', 'CREDITED'] as const;
const MINUTE_MS = 60_000;

/** The order with this number, the oldest first: one every four minutes. Number 7 is with people. */
function order(number: number, count: number): Write {
  const [serviceId, chinese, english, monthFen] = SERVICES[number % SERVICES.length]!;
  const months = 1 + (number % 12);
  return listedOrder(number, {
    createdAt: NOW - (count - number) * 4 * MINUTE_MS,
    state: number === 7 ? 'MANUAL' : STATES[number % STATES.length]!,
    stbId: `STB-00A1B2${String(number % 4_000).padStart(4, '0')}`,
    subscriberId: `S-${10_000 + (number % 4_000)}`,
    ...sold(monthFen * months, {
      items: [{ serviceId, months }],
      title: { 'zh-CN': chinese, en: english },
    }),
  });
}

/** An order that comes after all others. */
export const newerOrder = (number: number): Write =>
  listedOrder(number, { createdAt: NOW + MINUTE_MS });

export async function platformWith(count: number) {
  const fixture = opsFixture();
  const orders = Array.from({ length: count }, (_, number) => order(number, count));
  for (let from = 0; from < count; from += 1_000) {
    await fixture.write(...orders.slice(from, from + 1_000));
  }
  return fixture;
}

async function answerFile(route: Route): Promise<void> {
  const path = new URL(route.request().url()).pathname.replace('/console/', '') || 'index.html';
  const file = join(DIST, path);
  if (!existsSync(file)) return route.fulfill({ status: 404 });
  await route.fulfill({ body: readFileSync(file), contentType: TYPES[extname(file)] ?? '' });
}

/** Opens the console before this platform. `before` can hold an answer back, or give another one. */
export async function openBefore(
  page: Page,
  { ops }: Pick<Awaited<ReturnType<typeof platformWith>>, 'ops'>,
  hash: string,
  before: (route: Route) => Promise<boolean> = async () => false,
): Promise<void> {
  await page.clock.setFixedTime(NOW);
  await page.route(`${ADDRESS}**`, answerFile);
  await page.route('**/ops/v1/**', async (route) => {
    if (await before(route)) return;
    const request = route.request();
    const body = request.postData();
    const init = { method: request.method(), headers: request.headers() };
    const answer = await ops.fetch(
      new Request(request.url(), { ...init, ...(body ? { body } : {}) }),
    );
    const headers = Object.fromEntries(answer.headers);
    await route.fulfill({ status: answer.status, headers, body: await answer.text() });
  });
  await page.goto(`${ADDRESS}${hash}`);
  await page.locator('input[name=user]').fill('li');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('nav').waitFor();
}
