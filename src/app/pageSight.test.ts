import { expect, test } from 'vitest';
import { pageSight } from './pageSight.ts';

function fakePage(hidden: boolean) {
  let tell = () => {};
  const page = {
    hidden,
    addEventListener: (_: string, listener: () => void) => {
      tell = listener;
    },
  };
  return {
    page,
    becomes(next: boolean) {
      page.hidden = next;
      tell();
    },
  };
}

test('a page is seen until it is hidden, and again when it comes back', () => {
  const { page, becomes } = fakePage(false);
  const isSeen = pageSight(page);
  expect(isSeen()).toBe(true);
  becomes(true);
  expect(isSeen()).toBe(false);
  becomes(false);
  expect(isSeen()).toBe(true);
});

test('a box that calls its page hidden from the start, and never tells of a change, shows it', () => {
  expect(pageSight(fakePage(true).page)()).toBe(true);
});
