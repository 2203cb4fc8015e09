import { expect, test } from 'vitest';
import { type JournalEntry, memoryJournal } from './journal.ts';

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
