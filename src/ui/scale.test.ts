import { expect, test } from 'vitest';
import { type Layout, layout, layoutFor, rootFontPx } from './layout.ts';
import { keepScale } from './scale.ts';

const sizes: [width: number, height: number, px: number, layout: Layout][] = [
  [1280, 720, 20, 'hd'],
  [1920, 1080, 30, 'hd'],
  [3840, 2160, 60, 'hd'],
  [1920, 720, 20, 'hd'],
  [960, 540, 15, 'hd'],
  [1024, 576, 16, 'hd'],
  [853, 480, 853 / 64, 'hd'],
  [640, 530, 20, 'sd'],
  [644, 534, 20.125, 'sd'],
  [720, 576, 576 / 26.5, 'sd'],
  [1280, 1060, 40, 'sd'],
];
test.each(sizes)('on %i x %i the root font is %f px, the layout %s', (width, height, px, which) => {
  expect(layoutFor(width, height)).toBe(which);
  expect(rootFontPx(width, height)).toBe(px);
});

test('a size that is reported late is applied', () => {
  let resized = () => {};
  const viewport = {
    innerWidth: 640,
    innerHeight: 530,
    addEventListener: (_type: string, listener: unknown) => {
      resized = listener as () => void;
    },
    getComputedStyle: ({ style }: { style: { fontSize: string } }) => style,
  };
  const attributes: Record<string, string> = {};
  const root = {
    style: { fontSize: '' },
    setAttribute: (name: string, value: string) => {
      attributes[name] = value;
    },
  };
  keepScale(viewport, root);
  expect([root.style.fontSize, layout.value, attributes['data-layout']]).toEqual([
    '20px',
    'sd',
    'sd',
  ]);
  Object.assign(viewport, { innerWidth: 1920, innerHeight: 1080 });
  resized();
  expect([root.style.fontSize, layout.value, attributes['data-layout']]).toEqual([
    '30px',
    'hd',
    'hd',
  ]);
});
