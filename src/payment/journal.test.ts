import { expect, test } from 'vitest';
import { virtualTime } from '../../mocks/environment/simulation.ts';
import { memoryJournal } from './journal.fixture.ts';
import { type Journal, type JournalEntry, keptJournal } from './journal.ts';

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

const fails = () => Promise.reject(new Error('QuotaExceededError'));
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A page's journal on a disk that the test breaks, with timers that fire when the test says so. */
function page(disk: Journal = memoryJournal(), ...silent: (keyof Journal)[]) {
  const plain = { ...disk };
  const due = new Map<() => void, number>();
  const after = (ms: number, callback: () => void) => {
    due.set(callback, ms);
    return () => due.delete(callback);
  };
  const causes: string[] = [];
  const switched = { ...plain };
  const through: Journal = {
    put: (next) => switched.put(next),
    remove: (attemptId) => switched.remove(attemptId),
    all: () => switched.all(),
  };
  /** Requests that the disk has not answered. */
  const held: (() => void)[] = [];
  const hold = (name: keyof Journal) => {
    switched[name] = ((value: never) =>
      new Promise<unknown>((resolve) => {
        held.push(() => resolve(plain[name](value)));
      })) as never;
  };
  silent.forEach(hold);
  return {
    journal: keptJournal(through, { after }, (cause) => void causes.push(cause)),
    disk: plain,
    causes,
    due,
    breaks: (...names: (keyof Journal)[]) => {
      for (const name of names) switched[name] = fails;
    },
    hangs: (...names: (keyof Journal)[]) => names.forEach(hold),
    heals: () => Object.assign(switched, plain),
    answers: () => {
      for (const answer of held.splice(0)) answer();
    },
    async passes() {
      await settled();
      for (const callback of [...due.keys()]) callback();
      await settled();
    },
  };
}

async function stateOf(promise: Promise<unknown>): Promise<string> {
  let state = 'waits';
  void promise.then(
    () => {
      state = 'done';
    },
    () => {
      state = 'rejected';
    },
  );
  await settled();
  return state;
}

test('a disk that answers has all that the journal has, and leaves no timer behind', async () => {
  const { journal, disk, due, causes } = page();
  await journal.put(entry);
  await journal.put({ ...entry, attemptId: 'A2' });
  await journal.remove('A2');
  expect(await journal.all()).toEqual([entry]);
  expect(await disk.all()).toEqual([entry]);
  await settled();
  expect(due.size).toBe(0);
  expect(causes).toEqual([]);
});

test('who writes waits until the disk has written', async () => {
  const { journal, hangs, answers, disk } = page();
  hangs('put');
  const putting = journal.put(entry);
  expect(await stateOf(putting)).toBe('waits');
  answers();
  expect(await stateOf(putting)).toBe('done');
  expect(await disk.all()).toEqual([entry]);
});

const ENTRY = () => ({ ...memoryJournal(), all: async () => [entry] });

test.each(['put', 'remove'] as const)(
  '"%s" that hangs is waited for 2 s and once; the journal is right all the same',
  async (name) => {
    const { journal, hangs, passes, due, causes } = page(ENTRY());
    await journal.all();
    hangs(name);
    const first =
      name === 'remove' ? journal.remove('A1') : journal.put({ ...entry, phase: 'debit-sent' });
    expect(await stateOf(first)).toBe('waits');
    expect([...due.values()]).toEqual([2_000]);
    await passes();
    expect(await stateOf(first)).toBe('done');
    expect(await stateOf(journal.put({ ...entry, attemptId: 'A2' }))).toBe('done');
    expect(await stateOf(journal.remove('A2'))).toBe('done');
    expect(causes).toEqual(['silent']);
    const left = name === 'remove' ? [] : [{ ...entry, phase: 'debit-sent' }];
    expect(await journal.all()).toEqual(left);
  },
);

test.each([
  ['full', ['put']],
  ['closed by the engine', ['put', 'all', 'remove']],
] as const)('a disk that is %s rejects nothing, and nobody waits', async (_name, names) => {
  const { journal, breaks, causes } = page();
  await journal.put(entry);
  breaks(...names);
  await journal.put({ ...entry, phase: 'debit-sent' });
  await journal.put({ ...entry, attemptId: 'A2' });
  await journal.remove('A1');
  expect(await journal.all()).toEqual([{ ...entry, attemptId: 'A2' }]);
  expect(causes).toEqual(['Error: QuotaExceededError']);
});

test('what it could not write, the disk gets with the next call once it works again', async () => {
  const { journal, breaks, heals, disk, causes } = page();
  await journal.put(entry);
  breaks('put', 'remove');
  await journal.put({ ...entry, attemptId: 'A2' });
  await journal.remove('A1');
  expect(await disk.all()).toEqual([entry]);
  heals();
  expect(await stateOf(journal.put({ ...entry, attemptId: 'A3' }))).toBe('done');
  expect((await disk.all()).map(({ attemptId }) => attemptId)).toEqual(['A2', 'A3']);
  breaks('put');
  await journal.put(entry);
  expect(causes).toHaveLength(2);
});

test('what the disk has written is not written again', async () => {
  const written: string[] = [];
  const plain = memoryJournal();
  const put = (next: JournalEntry) => {
    written.push(next.attemptId);
    return plain.put(next);
  };
  const { journal } = page({ ...plain, put });
  for (const attemptId of ['A1', 'A2', 'A3']) await journal.put({ ...entry, attemptId });
  expect(written).toEqual(['A1', 'A2', 'A3']);
});

test('a reading that works does not hide that writing does not', async () => {
  const { journal, hangs, passes } = page();
  await journal.all();
  hangs('put');
  const putting = journal.put(entry);
  await passes();
  await putting;
  await journal.all();
  expect(await stateOf(journal.put({ ...entry, phase: 'debit-sent' }))).toBe('done');
});

test('what an earlier page left is not lost with the disk', async () => {
  const { journal, breaks } = page({ ...memoryJournal(), all: async () => [entry] });
  await journal.all();
  breaks('put', 'remove', 'all');
  await journal.put({ ...entry, attemptId: 'A2' });
  expect((await journal.all()).map(({ attemptId }) => attemptId)).toEqual(['A1', 'A2']);
});

test.each(['all', 'put'] as const)(
  'an empty disk whose "%s" never answers holds nobody twice',
  async (name) => {
    const { journal, passes, causes, due } = page(memoryJournal(), name);
    const first = name === 'all' ? journal.all() : journal.put(entry);
    expect(await stateOf(first)).toBe('waits');
    expect([...due.values()]).toEqual([2_000]);
    await passes();
    expect(await stateOf(first)).toBe('done');
    expect(causes).toEqual(['silent']);
    await journal.put(entry);
    expect(await journal.all()).toEqual([entry]);
  },
);

test('a disk that answers late: what it kept is taken, unless this page knows better', async () => {
  const left = ['A1', 'A2', 'A3'].map((attemptId) => ({ ...entry, attemptId }));
  const { journal, passes, answers } = page({ ...memoryJournal(), all: async () => left }, 'all');
  await passes();
  expect(await journal.all()).toEqual([]);
  await journal.put({ ...entry, phase: 'reported' });
  await journal.remove('A2');
  answers();
  await settled();
  expect(await journal.all()).toEqual([{ ...entry, phase: 'reported' }, left[2]]);
});

test('a disk that cannot be read is written all the same', async () => {
  const disk = { ...memoryJournal(), all: fails };
  const { journal, causes } = page(disk);
  expect(await journal.all()).toEqual([]);
  await journal.put(entry);
  await journal.put({ ...entry, attemptId: 'A2' });
  expect(await journal.all()).toHaveLength(2);
  expect(causes).toEqual(['Error: QuotaExceededError']);
});

test('what was seen, and could not be removed, counts as removed, and is removed with the next change', async () => {
  const disk = memoryJournal();
  await disk.put({ ...entry, attemptId: 'A0', phase: 'seen' });
  await disk.put(entry);
  const journal = keptJournal(disk, virtualTime(), () => {});
  expect(await journal.all()).toEqual([entry]);
  await journal.put({ ...entry, phase: 'debit-sent' });
  expect(await disk.all()).toEqual([{ ...entry, phase: 'debit-sent' }]);
});

test('what the disk has is not written again', async () => {
  const disk = memoryJournal();
  const written: string[] = [];
  const put = (next: JournalEntry) => {
    written.push(next.attemptId);
    return disk.put(next);
  };
  const journal = keptJournal({ ...disk, put }, virtualTime(), () => {});
  await journal.put(entry);
  await journal.put({ ...entry, attemptId: 'A2' });
  expect(written).toEqual(['A1', 'A2']);
});
