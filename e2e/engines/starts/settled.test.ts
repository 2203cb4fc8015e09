import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { settledPage } from './settled.ts';

const PROXY = { settled: async () => {}, held: () => 0 };
const asked = (path: string) => ({ url: () => `http://localhost/${path}` });

/** A page that counts how often it was spoken to, and `says` what it does meanwhile. */
function pageThat(says: (page: EventEmitter, round: number) => void) {
  const page = new EventEmitter();
  let rounds = 0;
  return Object.assign(page, {
    rounds: () => rounds,
    evaluate: async () => says(page, ++rounds),
  });
}

test('a request that the host has answered is waited for until the page has the answer, too', async () => {
  const script = asked('script');
  const page = pageThat((self, round) => round === 20 && self.emit('requestfinished', script));
  const settled = settledPage(page, PROXY);
  page.emit('request', script);
  await settled();
  expect(page.rounds()).toBeGreaterThanOrEqual(20);
});

test('what an answer leads to is waited for as well', async () => {
  const [script, words] = [asked('script'), asked('words')];
  const page = pageThat((self, round) => {
    if (round === 5) self.emit('requestfailed', script);
    if (round === 7) self.emit('request', words);
    if (round === 30) self.emit('requestfinished', words);
  });
  const settled = settledPage(page, PROXY);
  page.emit('request', script);
  await settled();
  expect(page.rounds()).toBeGreaterThanOrEqual(30);
});

test('what gets no answer is not waited for', async () => {
  const page = pageThat(() => {});
  const settled = settledPage(page, { ...PROXY, held: () => 1 });
  page.emit('request', asked('silent'));
  await settled();
  expect(page.rounds()).toBeLessThan(10);
});

test('what the engine holds back behind six silent ones is not waited for either', async () => {
  const page = pageThat(() => {});
  const settled = settledPage(page, { ...PROXY, held: () => 6 });
  for (let number = 1; number <= 7; number++) page.emit('request', asked(`number ${number}`));
  await settled();
  expect(page.rounds()).toBeLessThan(10);
});

test('a page that is just leaving says nothing, and nothing breaks', async () => {
  const page = pageThat(() => {
    throw new Error('the page has gone');
  });
  await settledPage(page, PROXY)();
  expect(page.rounds()).toBeLessThan(10);
});
