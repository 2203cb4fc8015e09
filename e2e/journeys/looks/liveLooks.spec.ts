/**
 * The catalogues that the simulated platform has, the usual and the widest one: nothing overlaps and nothing vanishes on the way to
 * the fee. The gallery has samples of both in both types; here every service is opened.
 */
import { focusedId, focusOn, press, ready } from '../../page/keys.ts';
import { lookFaults } from '../../page/lookFaults.ts';
import { expect, type Page, test } from '../../page/watched.ts';

const VIEWS = [
  ['first-day', 'large', 1280, 720],
  ['first-day', 'large', 640, 530],
  ['widest-services', 'large', 1280, 720],
  ['widest-services', 'large', 640, 530],
  ['widest-services', 'standard', 640, 530],
] as const;
/** So many the box is offered. */
const SERVICES = { 'first-day': 24, 'widest-services': 12 };

/** The topmost service that has not been seen; of a long list only some rows are drawn, more come as the focus goes down. */
async function unseen(page: Page, seen: ReadonlySet<string>): Promise<string | undefined> {
  for (let before: string | null = null; ; ) {
    const drawn = await page.locator('[id^="service-"]').evaluateAll((services) =>
      services
        .map((service) => ({ id: service.id, ...service.getBoundingClientRect().toJSON() }))
        .sort((a, b) => a.y - b.y || a.x - b.x)
        .map(({ id }) => id as string),
    );
    const found = drawn.find((id) => !seen.has(id));
    const at = await focusedId(page);
    if (found || at === before) return found;
    before = at;
    await press(page, 'down');
  }
}

async function expectWhole(page: Page, where: string): Promise<void> {
  const { faults } = await page.evaluate(lookFaults);
  expect.soft(faults, where).toEqual([]);
}

for (const language of ['zh-CN', 'zh-TW', 'en']) {
  for (const [scenario, type, width, height] of VIEWS) {
    test(`in ${language} at ${width}x${height} every service of ${scenario} is whole in ${type} type, in the list and alone, up to its fee`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      await page.goto(`./?scenario=${scenario}&reset&pace=10&still&type=${type}&lang=${language}`);
      await ready(page, 'home');
      await page.locator('[id^="service-"][data-focused]').waitFor();
      const seen = new Set<string>();
      for (let id = await unseen(page, seen); id; id = await unseen(page, seen)) {
        seen.add(id);
        await focusOn(page, id);
        await expectWhole(page, `home at ${id}`);
        await press(page, 'ok');
        await ready(page, 'service');
        await page.locator('[id^="period-"]').first().waitFor();
        await expectWhole(page, `service of ${id}`);
        if (seen.size === 1) {
          await press(page, 'ok');
          await ready(page, 'confirm');
          await expectWhole(page, `fee of ${id}`);
          await press(page, 'back');
          await ready(page, 'service');
        }
        await press(page, 'back');
        await ready(page, 'home');
        await page.locator(`[id="${id}"][data-focused]`).waitFor();
      }
      expect(seen.size).toBe(SERVICES[scenario]);
    });
  }
}
