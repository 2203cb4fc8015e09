import { expect, test } from 'vitest';
import { fitted } from './forcedText.ts';
import type { Layout } from './layout.ts';

/** Text zoom of WebKit: rems grow with the letters. */
const webkitZoom = (zoom: number) => (px: number) => ({ letterPx: px * zoom, remPx: px * zoom });
/** Text zoom of Android's view: rems stay. */
const androidZoom = (zoom: number) => (px: number) => ({ letterPx: px * zoom, remPx: px });
const webkitLeast = (least: number) => (px: number) => {
  const became = Math.max(px, least);
  return { letterPx: became, remPx: became };
};
const chromiumLeast = (least: number) => (px: number) => ({
  letterPx: Math.max(px, least),
  remPx: px,
});

const HD = [1280, 720] as const;
const SD = [640, 530] as const;
const none = webkitZoom(1);

const cases: [
  what: string,
  screen: readonly [number, number],
  became: typeof none,
  layout: Layout,
  isLarge: boolean,
  rootPx: number,
  letters: number,
  page: number,
][] = [
  ['nothing forced', HD, none, 'hd', false, 20, 1, 1],
  ['a zoom of rems and letters', HD, webkitZoom(1.25), 'hd', false, 16, 1, 1],
  ['a zoom of letters', HD, androidZoom(1.25), 'hd', false, 20, 0.8, 1],
  ['a zoom on a small screen', SD, webkitZoom(1.25), 'sd', false, 16, 1, 1],
  ['small letters refused', HD, chromiumLeast(24), 'hd', true, 20, 1, 1],
  ['small rems refused', HD, webkitLeast(24), 'sd', false, 720 / 26.5, 1, 1],
  ['no layout has such letters', SD, chromiumLeast(47.5), 'sd', true, 40, 1, 0.5],
  ['no layout has such rems', SD, webkitLeast(25), 'sd', true, 25, 1, 0.8],
  ['letters that are no smaller', [1920, 1080], webkitLeast(24), 'hd', false, 30, 1, 1],
];
test.each(cases)('%s', (_what, [width, height], became, layout, isLarge, rootPx, letters, page) => {
  const fit = fitted(width, height, became);
  expect(fit).toMatchObject({ layout, isLarge });
  expect(fit.rootPx).toBeCloseTo(rootPx);
  expect(fit.letters).toBeCloseTo(letters);
  expect(fit.page).toBeCloseTo(page);
});
