import { expect, test } from 'vitest';
import { keepScale, rootFontPx } from './scale.ts';

const sizes: [width: number, height: number, px: number][] = [
  [1280, 720, 20],
  [1920, 1080, 30],
  [3840, 2160, 60],
  [1280, 1024, 20],
  [1920, 720, 20],
  [640, 530, 10],
];
test.each(sizes)('on %i x %i the root font is %i px', (width, height, px) => {
  expect(rootFontPx(width, height)).toBe(px);
});

test('a size that is reported late is followed', () => {
  let resized = () => {};
  const viewport = {
    innerWidth: 1280,
    innerHeight: 720,
    addEventListener: (_type: string, listener: unknown) => {
      resized = listener as () => void;
    },
  };
  const root = { style: { fontSize: '' } };
  keepScale(viewport, root);
  expect(root.style.fontSize).toBe('20px');
  Object.assign(viewport, { innerWidth: 1920, innerHeight: 1080 });
  resized();
  expect(root.style.fontSize).toBe('30px');
});
