import { expect, test } from 'vitest';
import {
  backdrops,
  type Colour,
  colourOf,
  contrastOf,
  hexOf,
  over,
  worstContrast,
} from './colour.ts';

const WHITE: Colour = [255, 255, 255, 1];
const BLACK: Colour = [0, 0, 0, 1];

test.each<[string, Colour | null]>([
  ['#fff', WHITE],
  ['#FFC857', [255, 200, 87, 1]],
  ['#00000080', [0, 0, 0, 128 / 255]],
  ['#1238', [17, 34, 51, 136 / 255]],
  ['rgb(1, 2, 3)', [1, 2, 3, 1]],
  ['rgba(74, 222, 159, 0.15)', [74, 222, 159, 0.15]],
  ['rgb(255 255 255 / 50%)', [255, 255, 255, 0.5]],
  ['color(srgb 1 0.5 0 / 0.25)', [255, 127.5, 0, 0.25]],
  [' transparent ', [0, 0, 0, 0]],
  ['#12345', null],
  ['1.2rem', null],
  ['calc(1px)', null],
  ['rgb(1)', null],
])('the colour %s', (css, colour) => {
  expect(colourOf(css)).toEqual(colour);
});

test('a colour as a field of a form takes it', () => {
  expect(hexOf([255, 199.6, 300, 0.5])).toBe('#ffc8ff');
});

test('a colour lies over another', () => {
  expect(over([255, 255, 255, 0.5], BLACK)).toEqual([127.5, 127.5, 127.5, 1]);
  expect(over([255, 0, 0, 1], WHITE)).toEqual([255, 0, 0, 1]);
  expect(over([0, 0, 0, 0], [0, 0, 0, 0])).toEqual([0, 0, 0, 0]);
  expect(over([255, 0, 0, 0.5], [0, 0, 255, 0.5])[3]).toBe(0.75);
});

test('contrast as WCAG has it, in either order', () => {
  expect(contrastOf(WHITE, BLACK)).toBe(21);
  expect(contrastOf([118, 118, 118, 1], WHITE)).toBeCloseTo(4.54, 2);
  expect(contrastOf(WHITE, [118, 118, 118, 1])).toBeCloseTo(4.54, 2);
});

test('behind a text lies what its layers give together, down to the first that nothing shines through', () => {
  expect(backdrops([[BLACK], [WHITE]])).toEqual({ colours: [BLACK], isUnsure: false });
  expect(backdrops([])).toEqual({ colours: [WHITE], isUnsure: false });
  expect(backdrops([[[0, 0, 0, 0.5]], [BLACK, WHITE]]).colours).toEqual([
    BLACK,
    [127.5, 127.5, 127.5, 1],
  ]);
  expect(backdrops(['picture', [BLACK]]).isUnsure).toBe(true);
  expect(backdrops([[BLACK], 'picture']).isUnsure).toBe(false);
});

test('of very many colours the darkest and the lightest stay', () => {
  const greys = Array.from({ length: 8 }, (_, at): Colour => [at * 36, at * 36, at * 36, 0.5]);
  const { colours } = backdrops([greys, greys, [BLACK, WHITE]]);
  expect(colours.length).toBeLessThanOrEqual(24);
  const lights = colours.map(([r]) => r);
  expect(Math.min(...lights)).toBe(0);
  expect(Math.max(...lights)).toBeGreaterThan(250);
});

test('a text that shines through is measured as it is seen, at its worst place', () => {
  const { ratio, behind } = worstContrast([255, 255, 255, 0.5], [BLACK, WHITE]);
  expect([ratio, behind]).toEqual([1, WHITE]);
  expect(worstContrast(WHITE, [BLACK]).ratio).toBe(21);
});
