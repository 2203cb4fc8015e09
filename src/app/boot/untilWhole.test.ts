import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from './replaced.ts';
import { addresses, FakeRequest, fakeRequests, newest } from './request.fixture.ts';
import { untilWhole } from './untilWhole.ts';
import { waitNoMore } from './waiting.ts';

const URL = './config.json';
const whole = (text: string, status: number) =>
  status === 200 && text.endsWith('}') ? text : undefined;

let line: { textContent: string };
let reloads: number;
let putBack: () => void;

beforeEach(() => {
  line = { textContent: 'Starting' };
  reloads = 0;
  page.mayReload = () => true;
  page.own = 'boot-a.js';
  putBack = fakeRequests({
    document: { getElementById: () => line },
    location: { pathname: '/tv/', reload: () => reloads++ },
  });
});
afterEach(() => {
  waitNoMore('settings');
  putBack();
});

function wanted() {
  const got = { value: '', address: '' };
  void untilWhole('settings', URL, whole).then((file) => Object.assign(got, file));
  return got;
}
const settled = () => vi.advanceTimersByTimeAsync(0);

test('a file that is there is asked for once', async () => {
  const got = wanted();
  newest().answer('{"a":1}');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(got).toEqual({ value: '{"a":1}', address: URL });
  expect(addresses()).toEqual([URL]);
});

test.each<[what: string, lose: (request: FakeRequest) => void, cause: string]>([
  ['a connection that is cut', (request) => request.cut(), ''],
  ['HTTP 503', (request) => request.answer('{}', 503), 'HTTP 503'],
  ['the page of a gate', (request) => request.answer('<html>'), 'HTTP 200'],
  ['half of the file', (request) => request.answer('{"a":'), 'HTTP 200'],
])(
  '%s: it is asked for again under another address, ever later but every two seconds at last, and the page says so',
  async (_, lose, cause) => {
    const got = wanted();
    const asked: number[] = [];
    for (let ms = 0; ms < 10_000; ms += 50) {
      if (addresses().length > asked.length) {
        asked.push(ms);
        lose(newest());
      }
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(asked.map((ms, at) => ms - (asked[at - 1] ?? 0))).toEqual([
      0, 500, 1_000, 2_000, 2_000, 2_000, 2_000,
    ]);
    expect(addresses().slice(0, 3)).toEqual([URL, `${URL}?1`, `${URL}?2`]);
    // What an engine has kept may be half of it, under the tag of the whole file.
    const fresh = ['Cache-Control: no-cache'];
    expect(FakeRequest.all.slice(0, 3).map(({ headers }) => headers)).toEqual([[], fresh, fresh]);
    expect(line.textContent.trim()).toBe(
      `正在等待设置，第 7 次 · Waiting for the settings, try 7 ${cause}`.trim(),
    );
    await vi.advanceTimersByTimeAsync(2_000);
    newest().answer('{"a":1}');
    await settled();
    expect(got).toEqual({ value: '{"a":1}', address: `${URL}?7` });
    expect(line.textContent).toBe('Starting');
  },
);

test('an answer that stands still is asked for once more beside it; the first may still give the file', async () => {
  const got = wanted();
  const first = newest();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(addresses()).toEqual([URL, `${URL}?1`]);
  first.answer('{"a":1}');
  await settled();
  expect(got.address).toBe(URL);
  expect(newest().isAborted).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(addresses()).toHaveLength(2);
});

test('two may be open at a time: the oldest is given up', async () => {
  wanted();
  await vi.advanceTimersByTimeAsync(12_000);
  expect(FakeRequest.all.map(({ isAborted }) => isAborted)).toEqual([true, true, false, false]);
});

test('while its bytes come, however slowly, it is not asked for again', async () => {
  wanted();
  for (let seconds = 0; seconds < 30; seconds += 3) {
    newest().onprogress?.();
    await vi.advanceTimersByTimeAsync(3_000);
  }
  expect(addresses()).toEqual([URL]);
});

test.each<[what: string, text: string, mayReload: boolean, reloaded: number]>([
  ['of another build: it is loaded again', '<script src="./assets/boot-b.js">', true, 1],
  [
    'of another build, while something is under way: it stays',
    '<script src="./assets/boot-b.js">',
    false,
    0,
  ],
  ['of this build: it stays', '<script src="./assets/boot-a.js">', true, 0],
  ['of a gate: it stays', '<html>', true, 0],
])(
  'the server has not got the file any more; its page is %s',
  async (_, text, mayReload, reloaded) => {
    page.mayReload = () => mayReload;
    wanted();
    newest().answer('', 404);
    expect(addresses()).toEqual([URL, '/tv/']);
    newest().answer(text);
    expect(reloads).toBe(reloaded);
  },
);
