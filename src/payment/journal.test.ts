import { expect, test } from 'vitest';
import { silentLog } from '../shared/log.ts';
import { type JournalEntry, limitedJournal, memoryJournal, readJournal } from './journal.ts';

const entry: JournalEntry = {
  attemptId: 'A1',
  orderId: 'O1',
  phase: 'mac1',
  amountFen: 28_600,
  title: { 'zh-CN': '基本' },
  cardTail: '0018',
  cardSequence: 7,
};

test('a later entry of an attempt replaces the earlier one; others stay', async () => {
  const journal = memoryJournal();
  await journal.put(entry);
  await journal.put({ ...entry, attemptId: 'A2' });
  await journal.put({ ...entry, phase: 'debit-sent' });
  expect(await journal.all()).toEqual([
    { ...entry, phase: 'debit-sent' },
    { ...entry, attemptId: 'A2' },
  ]);
});

test('a removed entry is gone, and removing it twice, or one that never was, is no error', async () => {
  const journal = memoryJournal();
  await journal.put(entry);
  await journal.remove('A1');
  await journal.remove('A1');
  expect(await journal.all()).toEqual([]);
});

test('a list that was read does not change under its reader', async () => {
  const journal = memoryJournal();
  await journal.put(entry);
  const before = await journal.all();
  await journal.remove('A1');
  expect(before).toEqual([entry]);
});

test('two journals know nothing of each other', async () => {
  await memoryJournal().put(entry);
  expect(await memoryJournal().all()).toEqual([]);
});

/** Timers that fire when the test says so. */
function handTimers() {
  const due = new Set<() => void>();
  return {
    after(_ms: number, callback: () => void) {
      due.add(callback);
      return () => due.delete(callback);
    },
    due,
    fire() {
      for (const callback of [...due]) callback();
    },
  };
}

const never = () => new Promise<never>(() => {});

test('a journal that answers is used, and leaves no timer behind', async () => {
  const plain = memoryJournal();
  const timers = handTimers();
  const journal = limitedJournal(Promise.resolve(plain), timers, silentLog);
  await journal.put(entry);
  await journal.put({ ...entry, attemptId: 'A2' });
  await journal.remove('A2');
  expect(await journal.all()).toEqual([entry]);
  expect(await plain.all()).toEqual([entry]);
  await Promise.resolve();
  expect(timers.due.size).toBe(0);
});

test.each([
  ['a write', { put: never }],
  ['a removal', { remove: never }],
  ['a read', { all: never }],
])(
  '%s that is never answered rejects in time; then memory has what the page wrote',
  async (_name, silent) => {
    const timers = handTimers();
    const plain = { ...memoryJournal() };
    const journal = limitedJournal(Promise.resolve(plain), timers, silentLog);
    await journal.put(entry);
    await journal.put({ ...entry, attemptId: 'A0' });
    await journal.remove('A0');
    Object.assign(plain, silent);
    const calls = [journal.put({ ...entry, attemptId: 'A2' }), journal.all(), journal.remove('A3')];
    const ends = Promise.allSettled(calls);
    await new Promise((resolve) => setImmediate(resolve));
    timers.fire();
    expect((await ends).filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await journal.all()).toEqual([entry, { ...entry, attemptId: 'A2' }]);
    await journal.remove('A1');
    await journal.put({ ...entry, phase: 'debit-sent' });
    expect(await journal.all()).toHaveLength(2);
  },
);

const fails = () => Promise.reject(new Error('QuotaExceededError'));

test.each([
  ['full', { put: fails }],
  ['closed by the engine', { put: fails, all: fails, remove: fails }],
])('a storage that is %s stops one payment, and not every one after it', async (_name, broken) => {
  const plain = { ...memoryJournal() };
  const journal = limitedJournal(Promise.resolve(plain), handTimers(), silentLog);
  await journal.put(entry);
  Object.assign(plain, broken);
  await expect(journal.put({ ...entry, phase: 'debit-sent' })).rejects.toThrow('Quota');
  await journal.put({ ...entry, attemptId: 'A2' });
  await journal.remove('A1');
  expect(await journal.all()).toEqual([{ ...entry, attemptId: 'A2' }]);
});

test('what an earlier page left is not lost with the storage', async () => {
  const plain = { ...memoryJournal() };
  await plain.put({ ...entry, phase: 'debit-answered' });
  const journal = limitedJournal(Promise.resolve(plain), handTimers(), silentLog);
  await journal.all();
  Object.assign(plain, { put: fails, all: fails, remove: fails });
  await expect(journal.put({ ...entry, attemptId: 'A2' })).rejects.toThrow('Quota');
  expect(await journal.all()).toMatchObject([
    { attemptId: 'A1', phase: 'debit-answered' },
    { attemptId: 'A2' },
  ]);
});

test('an engine that never opens the database, or refuses to, has a journal in memory', async () => {
  const timers = handTimers();
  const refused = limitedJournal(Promise.reject(new Error('no IndexedDB')), timers, silentLog);
  await refused.put(entry);
  expect(await refused.all()).toEqual([entry]);

  const silent = limitedJournal(never(), timers, silentLog);
  const reading = readJournal({ journal: silent });
  await Promise.resolve();
  timers.fire();
  expect(await reading).toEqual([]);
  await silent.put(entry);
  expect(await silent.all()).toEqual([entry]);
});
