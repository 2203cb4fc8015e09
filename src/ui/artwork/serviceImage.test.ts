import { expect, test } from 'vitest';
import { fileFor, readImage } from './serviceImage.ts';

const file = { name: 'film.svg', width: 640, bytes: 1_983 };
const narrow = { name: 'film-288.jpg', width: 288, bytes: 7_000 };

test('a whole image is read, its files from narrow to wide', () => {
  const given = { files: [file, narrow], alt: { 'zh-CN': '银幕' }, hue: 262 };
  expect(readImage(given)).toEqual({ ...given, files: [narrow, file] });
});

test.each<[string, object]>([
  ['an address of another host', { name: 'https://else.example/a.svg' }],
  ['an address without a protocol', { name: '//else.example/a.svg' }],
  ['data', { name: 'data:image/svg+xml,a.svg' }],
  ['another folder', { name: '../a.svg' }],
  ['a hidden file', { name: '.a.svg' }],
  ['a query', { name: 'a.svg?b.svg' }],
  ['a type that not every engine shows', { name: 'a.webp' }],
  ['no type', { name: 'svg' }],
  ['a name without end', { name: `${'a'.repeat(77)}.svg` }],
  ['no name', { name: undefined }],
  ['more than 20 kB', { bytes: 20_481 }],
  ['nothing in it', { bytes: 0 }],
  ['an unknown length', { bytes: undefined }],
  ['a length in words', { bytes: '1983' }],
  ['half a pixel', { width: 288.5 }],
  ['too few pixels', { width: 63 }],
  ['too many pixels', { width: 1_921 }],
])('a file with %s is left out, and the others stay', (_, wrong) => {
  expect(readImage({ files: [{ ...file, ...wrong }, narrow] }).files).toEqual([narrow]);
});

test('names and lengths at their edges are read', () => {
  const names = ['a.svg', 'A_b-1.f3e9.jpg', `${'a'.repeat(76)}.png`];
  const files = names.map((name) => ({ name, width: 64, bytes: 20_480 }));
  expect(readImage({ files }).files).toEqual(files);
});

test.each([undefined, null, 7, 'film.svg', [], {}, { files: {} }, { files: [null, 7, []] }])(
  '%j is no image, and harms nothing',
  (given) => {
    expect(readImage(given)).toEqual({ files: [] });
    expect(fileFor(readImage(given), 272)).toBeNull();
  },
);

test.each([
  [{ alt: '银幕' }, {}],
  [{ alt: { en: 'A screen' } }, {}],
  [{ hue: 360 }, {}],
  [{ hue: -1 }, {}],
  [{ hue: '12' }, {}],
  [{ hue: 0 }, { hue: 0 }],
  [{ hue: 359 }, { hue: 359 }],
])('of %j is read: %j', (given, read) => {
  expect(readImage({ ...given, files: [file] })).toEqual({ files: [file], ...read });
});

test.each([
  [86, 'film-288.jpg'],
  [288, 'film-288.jpg'],
  [289, 'film.svg'],
  [1_200, 'film.svg'],
])('for %i pixels: %s', (px, name) => {
  expect(fileFor(readImage({ files: [file, narrow] }), px)).toBe(name);
});
