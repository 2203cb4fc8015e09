import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bring } from './bring.ts';
import { addresses, fakeRequests, newest } from './request.fixture.ts';

interface FakeElement {
  rel?: string;
  href?: string;
  src?: string;
  onload?: () => void;
  onerror?: () => void;
}

let elements: FakeElement[];
let removed: FakeElement[];
let putBack: () => void;
let isThere: boolean;

beforeEach(() => {
  elements = [];
  removed = [];
  isThere = false;
  putBack = fakeRequests({
    document: {
      getElementById: () => null,
      createElement: (name: string) => (name === 'link' ? { rel: '' } : {}),
      head: {
        appendChild: (element: FakeElement) => elements.push(element),
        removeChild: (element: FakeElement) => removed.push(element),
      },
    },
  });
});
afterEach(() => putBack());

const URL = './assets/late-a.js';

function brought(isStyle = false) {
  const ending = { isOver: false };
  const trust = (address: string) => `trusted ${address}`;
  void bring(URL, () => isThere, isStyle ? undefined : trust).then(() => {
    ending.isOver = true;
  });
  return ending;
}
const settled = () => vi.advanceTimersByTimeAsync(0);

test('a script that runs is asked for once, by an address that is trusted', async () => {
  const ending = brought();
  expect(elements).toMatchObject([{ src: `trusted ${URL}` }]);
  isThere = true;
  elements[0]!.onload!();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([ending.isOver, elements.length, addresses().length]).toEqual([true, 1, 0]);
});

test.each(['onload', 'onerror'] as const)(
  'a style sheet that is not in effect after %s is read apart until it comes, and taken from there',
  async (event) => {
    const ending = brought(true);
    expect(elements).toMatchObject([{ rel: 'stylesheet', href: URL }]);
    elements[0]![event]!();
    // An old engine would let no other count while it is on its way.
    expect(removed).toEqual([elements[0]]);
    await vi.advanceTimersByTimeAsync(500);
    expect(addresses()).toEqual([`${URL}?1`]);
    newest().answer('<html>');
    await vi.advanceTimersByTimeAsync(1_000);
    newest().answer('p{}');
    await settled();
    expect(elements).toMatchObject([{ href: URL }, { href: `${URL}?2` }]);
    expect(ending.isOver).toBe(false);
    isThere = true;
    elements[1]!.onload!();
    await settled();
    expect(ending.isOver).toBe(true);
  },
);

test('a script that stands still is read apart; should the first one run after all, that is enough', async () => {
  const ending = brought();
  await vi.advanceTimersByTimeAsync(4_500);
  expect(addresses()).toEqual([`${URL}?1`]);
  isThere = true;
  elements[0]!.onload!();
  await settled();
  expect(ending.isOver).toBe(true);
  newest().answer('late');
  await vi.advanceTimersByTimeAsync(60_000);
  expect([elements.length, addresses().length, removed.length]).toEqual([1, 1, 0]);
});

test('a script that runs while it is read apart is not asked for again, whatever that reading gives', async () => {
  const ending = brought();
  await vi.advanceTimersByTimeAsync(3_500);
  isThere = true;
  newest().cut();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([ending.isOver, addresses()]).toEqual([true, [`${URL}?1`]]);
});

test('a script that stands still, and fails later, is read apart by one reader only', async () => {
  brought();
  await vi.advanceTimersByTimeAsync(3_000);
  elements[0]!.onerror!();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(addresses()).toEqual([`${URL}?1`]);
});

test('a script that is read well and never runs is asked for with pauses', async () => {
  brought();
  elements[0]!.onerror!();
  for (let ms = 0; ms < 20_000; ms += 100) {
    const { length } = elements;
    if (newest() && newest().status === 0) newest().answer('broken');
    await vi.advanceTimersByTimeAsync(100);
    if (elements.length > length) elements[length]!.onerror!();
  }
  expect(elements.length).toBeGreaterThan(8);
  expect(elements.length).toBeLessThan(14);
});
