/** The key probe page with the keys of a box, and the profile it makes. */
import { keyProfile } from '../../src/app/files/keyShape.ts';
import { readAs } from '../../src/tsp/shape.ts';
import { boxKeys } from '../page/boxKeys.ts';
import { begin, expect, test } from '../shipped/shipped.ts';

interface Outcome {
  readonly profile: { readonly keys: Record<string, string>; readonly source: string };
  readonly best: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** The codes of an EnReach remote in the order in which the page asks; null where it has no such key. */
const ENREACH: readonly (number | null)[] = [
  ...[87, 83, 65, 68, 13, 8],
  ...[49, 50, 51, 52, 53, 54, 55, 56, 57, 48],
  ...[306, 307, null, 27, 36, 73, null, 320, 321, 322, 323],
];

test('every key is asked for, the family is found, and the portal accepts the profile', async ({
  page,
}) => {
  const side = await begin(page);
  let reported = '';
  side.route = async (request) => {
    if (new URL(request.url).pathname !== '/report') return null;
    reported = await request.text();
    return new Response('ok');
  };
  await page.clock.install();
  await page.goto(`${side.origin}key-probe.html?report=/report`);
  const box = await boxKeys(page);
  const asked = (number: number) => expect(page.locator('#count')).toContainText(`${number} / 27`);
  await page.clock.runFor(1600);
  for (const [index, code] of ENREACH.entries()) {
    await asked(index + 1);
    for (const press of code === null ? [87, 87] : [code]) {
      await box.down(press);
      await box.up(press);
      await page.clock.runFor(250);
    }
    await page.clock.runFor(1300);
  }
  const outcome = await page.evaluate(() => (window as unknown as { keyProbe: Outcome }).keyProbe);
  expect(outcome.best).toBe('enreach');
  expect(outcome.profile.keys).toMatchObject({ 87: 'up', 8: 'back', 320: 'red', 48: '0' });
  expect(Object.keys(outcome.profile.keys).length).toBe(25);
  expect(readAs(keyProfile, outcome.profile)).toEqual({ ok: true, value: outcome.profile });
  await expect(page.locator('#wanted')).toHaveText('"keys": "enreach"');
  expect(JSON.parse((await page.locator('#result').textContent())!)).toEqual(outcome.profile);
  expect(outcome.facts.find(([name]) => name.includes('missing'))?.[1]).toContain('none');
  await expect(page.locator('#note')).toContainText('200');
  expect(JSON.parse(reported)).toMatchObject({ profile: outcome.profile, facts: outcome.facts });
  const saving = page.waitForEvent('download');
  await box.press(13);
  await page.clock.runFor(200);
  expect((await saving).suggestedFilename()).toBe('own.json');
});

test('without a key press the page goes on asking, then says what is missing', async ({ page }) => {
  const { origin } = await begin(page);
  await page.clock.install();
  await page.goto(`${origin}key-probe.html`);
  await page.clock.runFor(1600);
  await expect(page.locator('#wanted')).toContainText('上');
  await page.clock.runFor(27 * 10_200);
  await expect(page.locator('#wanted')).toHaveText('缺少 up down left right ok back');
});

test('readers that the daemon watches are shown, and those that it does not', async ({ page }) => {
  const side = await begin(page, 'first-day', { reader: { port: 'websocket' } });
  const daemon = page.locator('#facts tr', { hasText: 'reader daemon' });
  await page.goto(`${side.origin}key-probe.html`);
  await expect(daemon).toContainText('Simulated Reader 00 00');
  await page.routeWebSocket(/127\.0\.0\.1/, (socket) => {
    socket.onMessage((text) => {
      const { id } = JSON.parse(String(text)) as { id: number };
      const result = id === 0 ? { version: 1 } : { readers: ['left'], unwatched: ['right'] };
      socket.send(JSON.stringify({ id, result }));
    });
  });
  await page.reload();
  await expect(daemon).toContainText('left; 未启用 not watched: right');
});
