import { expect, test } from 'vitest';
import { type HistoryPage, ownHistory } from './ownHistory.ts';

/** A tab: entries and where it stands. -1 is the page that was there before the portal. */
function tab(entries: unknown[] = [null]) {
  let at = entries.length - 1;
  let backs = 0;
  const page: HistoryPage = {
    history: {
      get state() {
        return entries[at];
      },
      pushState(state) {
        at += 1;
        entries.splice(at, entries.length, state);
      },
    },
    onpopstate: null,
  };
  const start = () =>
    ownHistory(page, () => {
      backs += 1;
    });
  const tell = () => (page.onpopstate as () => void)();
  const back = () => {
    at -= 1;
    tell();
  };
  return { start, back, tell, at: () => at, backs: () => backs, entries };
}

test('a history Back is reported once, and the page stays', () => {
  const { start, back, at, backs, entries } = tab();
  start();
  for (let presses = 1; presses <= 3; presses++) {
    back();
    expect([backs(), at(), entries.length]).toEqual([presses, 1, 2]);
  }
});

test('a reload does not pile up entries', () => {
  const { start, back, backs, entries } = tab([null, 'portal']);
  start();
  expect(entries.length).toBe(2);
  back();
  expect([backs(), entries.length]).toEqual([1, 2]);
});

test('a popstate at load means nothing', () => {
  const { start, tell, backs, entries } = tab();
  start();
  tell();
  expect([backs(), entries.length]).toEqual([0, 2]);
});
