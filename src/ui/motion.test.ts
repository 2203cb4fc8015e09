import { expect, test } from 'vitest';
import { judgeMotion } from './motion.ts';

/** A page with frames of `frameMs`; answers whether motion was switched off, and how many frames were requested. */
function judged(frameMs: number, matches: boolean | undefined) {
  const set: string[] = [];
  const waiting: ((at: number) => void)[] = [];
  let at = 1_000;
  let frames = 0;
  const page = {
    ...(matches === undefined ? {} : { matchMedia: () => ({ matches }) }),
    requestAnimationFrame: (callback: (at: number) => void) => waiting.push(callback),
  };
  judgeMotion(page, { setAttribute: (name) => set.push(name) });
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    next(at);
    at += frameMs;
    frames++;
  }
  return { isStill: set.join() === 'data-still', frames };
}

test.each([
  [16, false],
  [40, false],
  [41, true],
  [120, true],
])('with frames of %i ms, still is %s', (frameMs, isStill) => {
  expect(judged(frameMs, false)).toEqual({ isStill, frames: 11 });
});

test('when the system asks for reduced motion there is no probe', () => {
  expect(judged(16, true)).toEqual({ isStill: true, frames: 0 });
});

test('an engine without media queries is probed', () => {
  expect(judged(16, undefined)).toEqual({ isStill: false, frames: 11 });
});
