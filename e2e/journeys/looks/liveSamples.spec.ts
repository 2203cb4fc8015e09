/**
 * A sample of the gallery says what the screen of the same step says when somebody pays in the simulated world of a browser:
 * every word, in every language. Codes for the hotline and seconds that run are not compared.
 */
import { scenes } from '../../../src/app/gallery/recording.generated.ts';
import { focusOn, press, ready } from '../../page/keys.ts';
import { chooses, confirms } from '../../page/portal.ts';
import { expect, type Page, test } from '../../page/watched.ts';

/** Which sample the screen is at a point of a journey. */
type Compare = (sample: string) => Promise<void>;

interface Journey {
  /** What the address says besides the language. */
  readonly address: string;
  readonly goes: (page: Page, isLike: Compare) => Promise<void>;
}

const ends = (address: string, screen: string, sample: string, serviceId = 'basic'): Journey => ({
  address,
  async goes(page, isLike) {
    await confirms(page, serviceId, 12);
    await ready(page, screen, 30_000);
    await isLike(sample);
  },
});

const refusedAtOnce = (scenario: string, sample: string, serviceId = 'basic'): Journey => ({
  address: `scenario=${scenario}`,
  async goes(page, isLike) {
    await chooses(page, serviceId, 12);
    await ready(page, 'refused');
    await isLike(sample);
  },
});

const JOURNEYS: readonly Journey[] = [
  {
    address: 'scenario=first-day&hand=off',
    async goes(page, isLike) {
      await ready(page, 'home');
      await isLike('home');
      await focusOn(page, 'service-basic');
      await press(page, 'ok');
      await ready(page, 'service');
      await isLike('service');
      await focusOn(page, 'period-12');
      await press(page, 'ok');
      await ready(page, 'confirm');
      await isLike('confirm');
      await focusOn(page, 'pay');
      await press(page, 'ok');
      await ready(page, 'waitCard');
      await isLike('wait-card-empty');
    },
  },
  {
    address: 'scenario=widest-services&balance=9999999&hand=off',
    async goes(page, isLike) {
      await chooses(page, 'wide1', 6);
      await ready(page, 'confirm');
      await isLike('confirm-wide');
      await focusOn(page, 'pay');
      await press(page, 'ok');
      await ready(page, 'waitCard');
      await isLike('wait-card-wide');
    },
  },
  {
    address: 'scenario=arrears',
    async goes(page, isLike) {
      await chooses(page, 'basic', 12);
      await ready(page, 'confirm');
      await isLike('confirm-arrears');
    },
  },
  {
    address: 'scenario=card-never-returns',
    async goes(page, isLike) {
      await confirms(page, 'basic', 12);
      await ready(page, 'insertSameCard', 30_000);
      await isLike('doubt');
      await press(page, 'back');
      await ready(page, 'home');
      await isLike('home-doubt');
    },
  },
  ends('scenario=first-day', 'result', 'result-completed'),
  ends('scenario=boss-rejects', 'result', 'result-credited'),
  ends('scenario=boss-rejects-credit', 'result', 'result-refund-due'),
  ends('scenario=poor-card', 'refused', 'refused-balance-too-small'),
  ends('scenario=unknown-card', 'refused', 'refused-card-not-accepted'),
  ends('scenario=no-reader', 'waitCard', 'wait-card-no-reader'),
  refusedAtOnce('stopped-service', 'refused-reason-service-stopped'),
  refusedAtOnce('arrears', 'refused-reason-arrears-first', 'film4k'),
];

/** Codes are made by chance, and clocks run. */
const steady = (text: string): string =>
  text
    .replace(/\b[0-9A-Z]{3}-[0-9A-Z]{4}\b/g, '###-####')
    .replace(/\d+:\d\d(:\d\d)?/g, '0:00')
    .replace(/\d+ ?(秒|s\b)/g, '0$1');

const said = async (page: Page): Promise<string> =>
  steady(await page.locator('#app').evaluate((root: HTMLElement) => root.innerText));

for (const language of ['zh-CN', 'zh-TW', 'en']) {
  test(`in ${language} the gallery says what the live screens say`, async ({ page, context }) => {
    test.setTimeout(240_000);
    await page.clock.setFixedTime(scenes.home.at);
    const gallery = await context.newPage();
    await gallery.goto(`./?gallery&still&skin=river&lang=${language}`);
    await gallery.waitForFunction(() => window.gallery !== undefined);
    const isLike: Compare = async (sample) => {
      await gallery.evaluate((id) => window.gallery?.show(id), sample);
      // Both still draw what lies beyond the edge.
      await expect
        .soft(async () => expect(await said(page), sample).toBe(await said(gallery)))
        .toPass({ timeout: 5_000 });
    };
    for (const { address, goes } of JOURNEYS) {
      await page.goto(`./?${address}&reset&pace=6&still&skin=river&lang=${language}`);
      await goes(page, isLike);
    }
  });
}
