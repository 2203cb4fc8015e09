import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadAgain } from './page.ts';
import { addresses, fakeRequests, newest } from './request.fixture.ts';

const PAGE = 'https://tv.example/tv/?lang=en';
const HTML = '<script src="./assets/boot-a.js"></script><p id="waiting"></p>';

let reloads: number;
let putBack: () => void;

beforeEach(() => {
  reloads = 0;
  putBack = fakeRequests({ location: { href: PAGE, reload: () => reloads++ } });
});
afterEach(() => putBack());

test('the page is loaded again when its server has just given it, whole and past the engine’s cache', () => {
  loadAgain(Boolean);
  expect(addresses()).toEqual([PAGE]);
  expect(newest().headers).toEqual(['Cache-Control: no-cache']);
  expect(reloads).toBe(0);
  newest().answer(HTML);
  expect(reloads).toBe(1);
});

test('without a network it stays: an engine’s own page of errors has no way back', () => {
  loadAgain(Boolean);
  newest().cut();
  expect(reloads).toBe(0);
});

test.each([
  ['busy', 503, 'waiting'],
  ['the page of a gate', 200, '<h1>waiting</h1>'],
  ['half of the page', 200, HTML.slice(0, 40)],
])('%s: it stays', (_, status, text) => {
  loadAgain(Boolean);
  newest().answer(text, status);
  expect(reloads).toBe(0);
});

test('a page that is not wanted is not loaded', () => {
  loadAgain((html) => html !== HTML);
  newest().answer(HTML);
  expect(reloads).toBe(0);
});
