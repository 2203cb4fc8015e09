/**
 * How many round trips stand in a row before the list: on a slow line they are the start. Every answer is held until the page has nothing
 * more to ask, then all are given at once; no time passes.
 */
import { settledPage } from '../../engines/starts/settled.ts';
import { expect, test } from '../../page/watched.ts';
import { wireHost } from '../../shipped/boxWire.ts';
import { startOperatorSide } from '../../shipped/operatorSide.ts';
import { DIST } from '../../shipped/shippedBuild.ts';

/** Page, box and world speak to each other meanwhile: a box that signs is asked by messages. */
const LOOKS = 8;
const MOST_ROUNDS = 12;

interface Held {
  readonly name: string;
  give(): void;
}

/** `/assets/late-Bz1Bac.js` → `late.js`: without what another build changes. */
const nameOf = ({ pathname, search }: URL): string =>
  pathname
    .replace(/^\/(assets|words|keys|tsp\/v1)\//, '')
    .replace(/-[\w-]{6}(?=\.)|\.[\da-f]{8}(?=\.)|^[\da-f]{8}\//, '') + search;

test('page, scripts, platform: the list stands behind three round trips', async ({ page }) => {
  let held: Held[] = [];
  const side = await startOperatorSide({
    dist: DIST,
    route: ({ url }) =>
      new Promise((resolve) => {
        held.push({ name: nameOf(new URL(url)), give: () => resolve(null) });
      }),
  });
  const rounds: string[][] = [];
  try {
    await wireHost(page, () => side.world);
    await page.clock.install();
    const settled = settledPage(page, { settled: async () => {}, held: () => held.length });
    void page.goto(side.origin).catch(() => {});
    const home = page.locator('[data-screen=home] [id^=service-][data-focused]');
    while (rounds.length < MOST_ROUNDS) {
      for (let look = 0; look < LOOKS; look++) await settled();
      if ((await home.count()) > 0) break;
      const all = held;
      held = [];
      if (all.length > 0) rounds.push(all.map(({ name }) => name).sort());
      for (const { give } of all) give();
    }
  } finally {
    for (const { give } of held) give();
    await page.goto('about:blank').catch(() => {});
    await side.close();
  }
  expect(rounds).toEqual([
    ['/'],
    ['boot.js', 'boot.js?again', 'config.json', 'index.css', 'index.js', 'zh-CN.json'],
    ['desktop.json', 'icon.svg', 'sessions?first=48'],
  ]);
});
