import { expect, test } from 'vitest';
import { memoryStore } from '../../../store/memoryStore.ts';
import { createCallBook } from './callBook.ts';
import { countIn } from './histogram.ts';

const DATE = '20261123';
const at = (time: string) => Date.parse(`2026-11-23T${time}+08:00`);

function fixture() {
  const store = memoryStore();
  const logs: string[] = [];
  let now = at('10:00:00');
  let date = DATE;
  const book = () =>
    createCallBook(
      {
        environment: { clock: { now: () => now }, log: (_area, text) => void logs.push(text) },
        store,
        businessDate: () => date,
      },
      ['createQuote', 'report'],
    );
  return {
    store,
    logs,
    book,
    goTo(time: string, day = DATE) {
      now = at(time);
      date = day;
    },
  };
}

const samplesOf = async (book: ReturnType<typeof createCallBook>, date = DATE) =>
  countIn((await book.read(date)).took.createQuote ?? {});

test('calls are counted at once, and a restart after an hour keeps that hour', async () => {
  const { book, goTo } = fixture();
  const first = book();
  first.note({ operationId: 'createQuote', tookMs: 40 });
  first.note({ operationId: 'createQuote', tookMs: 60, problem: 'boss.rejected' });
  expect(await samplesOf(first)).toBe(2);
  goTo('11:00:00');
  first.note({ operationId: 'createQuote', tookMs: 40 });
  expect(await samplesOf(first)).toBe(3);
  const killed = book();
  expect(await samplesOf(killed)).toBe(2);
  expect((await killed.read(DATE)).refused).toEqual({ 'createQuote boss.rejected': 1 });
});

test('what is flushed in the same hour is added, not replaced', async () => {
  const { book } = fixture();
  for (let run = 0; run < 3; run++) {
    const each = book();
    each.note({ operationId: 'createQuote', tookMs: 40 });
    await each.flush();
  }
  expect(await samplesOf(book())).toBe(3);
});

test('a business day has its own counts, also within one hour', async () => {
  const { book, goTo } = fixture();
  const one = book();
  goTo('23:29:00');
  one.note({ operationId: 'createQuote', tookMs: 1 });
  goTo('23:31:00', '20261124');
  one.note({ operationId: 'createQuote', tookMs: 1 });
  expect([await samplesOf(one), await samplesOf(one, '20261124')]).toEqual([1, 1]);
});

test('other calls and boxes that sign in again are not counted', async () => {
  const { book } = fixture();
  const one = book();
  one.note({ operationId: 'listOrders', tookMs: 1 });
  one.note({ operationId: 'createQuote', tookMs: 1, problem: 'auth.session_expired' });
  expect(await one.read(DATE)).toEqual({ took: {}, refused: {} });
});

test('measures that cannot be written are told in the log, and counting goes on', async () => {
  const { store, logs } = fixture();
  const broken = {
    ...store,
    room: () => ({ ...store, transaction: () => Promise.reject(new Error('full')) }),
  };
  const book = createCallBook(
    {
      environment: { clock: { now: () => 0 }, log: (_a, text) => void logs.push(text) },
      store: broken,
      businessDate: () => DATE,
    },
    ['createQuote'],
  );
  book.note({ operationId: 'createQuote', tookMs: 1 });
  await book.flush();
  expect(logs.join()).toContain('measures of 20261123');
  book.note({ operationId: 'createQuote', tookMs: 1 });
});
