import { expect, test } from 'vitest';
import { gradientAt, imageLayers, partsOf } from './gradient.ts';

const size = { width: 200, height: 100 };
const at = (css: string, x: number, y: number) =>
  gradientAt(css, { x, y }, size)?.map((part) => Math.round(part * 100) / 100);

const GREY = 'rgb(0, 0, 0), rgb(100, 100, 100)';

test.each<[string, number, number, number]>([
  [`linear-gradient(${GREY})`, 50, 0, 0],
  [`linear-gradient(${GREY})`, 50, 50, 50],
  [`linear-gradient(${GREY})`, 50, 100, 100],
  [`linear-gradient(to right, ${GREY})`, 50, 0, 25],
  [`linear-gradient(to left, ${GREY})`, 50, 0, 75],
  [`linear-gradient(to top, ${GREY})`, 50, 100, 0],
  [`linear-gradient(90deg, ${GREY})`, 100, 0, 50],
  [`linear-gradient(135deg, ${GREY})`, 100, 50, 50],
  ['linear-gradient(rgb(0, 0, 0) 50%, rgb(100, 100, 100) 75px)', 0, 40, 0],
  ['linear-gradient(rgb(0, 0, 0) 50%, rgb(100, 100, 100) 75px)', 0, 62.5, 50],
  ['linear-gradient(rgb(0, 0, 0) 50%, rgb(100, 100, 100) 75px)', 0, 90, 100],
  ['linear-gradient(rgb(0, 0, 0), rgb(9, 9, 9), rgb(100, 100, 100))', 0, 50, 9],
  [`radial-gradient(50% 50% at 50% 50%, ${GREY})`, 100, 50, 0],
  [`radial-gradient(50% 50% at 50% 50%, ${GREY})`, 150, 50, 50],
  [`radial-gradient(50% 50% at 50% 50%, ${GREY})`, 100, 75, 50],
  [`radial-gradient(50% 50%, ${GREY})`, 0, 50, 100],
  [`radial-gradient(circle 50px at 0px 0px, ${GREY})`, 30, 40, 100],
  [`radial-gradient(72% 72% at 92% 0px, ${GREY})`, 184, 36, 50],
])('%s at %i, %i is a grey of %i', (css, x, y, grey) => {
  expect(at(css, x, y)).toEqual([grey, grey, grey, 1]);
});

test('towards transparent only the alpha changes', () => {
  const css =
    'radial-gradient(100px 100px at 0px 0px, rgba(52, 92, 214, 0.4), rgba(0, 0, 0, 0) 50%)';
  expect(at(css, 25, 0)).toEqual([52, 92, 214, 0.2]);
  expect(at(css, 80, 0)).toEqual([0, 0, 0, 0]);
});

test.each([
  'conic-gradient(red, blue)',
  'radial-gradient(farthest-corner, rgb(0, 0, 0), rgb(1, 1, 1))',
  'linear-gradient(rgb(0, 0, 0) 10% 20%, rgb(1, 1, 1))',
  'linear-gradient(rgb(0, 0, 0), 20%, rgb(1, 1, 1))',
  'url("a.png")',
])('%s is not read', (css) => {
  expect(at(css, 1, 1)).toBeUndefined();
});

test('commas and spaces in brackets separate nothing', () => {
  expect(partsOf('rgb(1, 2, 3) 4%, b(c, d(e, f)),g', ',')).toEqual([
    'rgb(1, 2, 3) 4%',
    'b(c, d(e, f))',
    'g',
  ]);
  expect(partsOf('rgb(1, 2, 3)  4%', ' ')).toEqual(['rgb(1, 2, 3)', '4%']);
});

test('the layers of a background, at a place or anywhere', () => {
  const css =
    'radial-gradient(72% 72% at 92% 0px, rgba(1, 2, 3, 0.5), transparent 70%), url("a,b.png"), ' +
    'linear-gradient(rgb(1, 1, 1) 50%, rgb(3, 3, 3))';
  const place = { x: 184, y: 0 };
  expect(imageLayers('none', place, size)).toEqual([]);
  expect(imageLayers(css, place, size)).toEqual([[[1, 2, 3, 0.5]], 'picture', [[1, 1, 1, 1]]]);
  expect(imageLayers(css, place, null)).toEqual([
    [
      [1, 2, 3, 0.5],
      [0, 0, 0, 0],
    ],
    'picture',
    [
      [1, 1, 1, 1],
      [3, 3, 3, 1],
    ],
  ]);
});
