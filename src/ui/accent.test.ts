import { expect, test } from 'vitest';
import { luminance, readableAccent } from './accent.ts';

const rgbOf = (css: string): number[] => (css.match(/\d+/g) ?? []).map(Number);
const contrast = (colour: readonly number[], other: readonly number[]): number => {
  const [dark = 0, light = 0] = [luminance(colour), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

test('luminance follows WCAG', () => {
  expect([luminance([0, 0, 0]), luminance([255, 255, 255])]).toEqual([0, 1]);
  expect(contrast([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2);
});

test('a readable colour is not changed', () => {
  expect(readableAccent('#ffc857')).toBe('rgb(255,200,87)');
});

test.each(['#000000', '#b00020', '#0033aa', '#005c2e', '#7a00ff', '#808080', '#ffffff'])(
  '%s becomes a colour that is readable on the page and as a background',
  (hex) => {
    const accent = rgbOf(readableAccent(hex));
    expect(contrast(accent, [0x1d, 0x2f, 0x74])).toBeGreaterThanOrEqual(4.45);
    expect(contrast(accent, [0x24, 0x17, 0x00])).toBeGreaterThanOrEqual(4.5);
  },
);

test('a changed red is still red', () => {
  const [r = 0, g = 0, b = 0] = rgbOf(readableAccent('#b00020'));
  expect(r).toBeGreaterThan(Math.max(g, b) + 40);
});
