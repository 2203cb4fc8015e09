import { expect, test } from 'vitest';
import { tinted } from './tinted.ts';

test.each([
  ['half of the light', '#ff0000', 120, 0.5, '#99661a'],
  ['none', '#123456', 10, 0, '#123456'],
  ['all of it leaves how light it was', '#004400', 240, 1, '#0e0e36'],
  ['what is light stays', '#ffe9c4', 188, 1, '#ffe9c4'],
  ['white stays short', '#fff', 188, 1, '#fff'],
  ['a short one is read', '#000', 188, 1, '#000000'],
])('%s: %s under %i by %f is %s', (_, colour, hue, by, made) => {
  expect(tinted(`<path fill="${colour}"/>`, hue, by)).toBe(`<path fill="${made}"/>`);
});

test('what only begins like a colour is left alone', () => {
  const svg = '<path id="a" fill="url(#face)" d="M0 0"/><path fill="#abcdefab"/>';
  expect(tinted(svg, 10, 1)).toBe(svg);
});
