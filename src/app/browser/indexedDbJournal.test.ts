/** When an entry counts as written, and what a database that fails is worth: an engine's part is played by hand. */
import { afterEach, expect, test, vi } from 'vitest';
import type { JournalEntry } from '../../payment/journal.ts';
import { indexedDbJournal } from './indexedDbJournal.ts';

interface Request {
  result?: unknown;
  readonly error: Error;
  onsuccess?(): void;
  onerror?(): void;
  onupgradeneeded?(): void;
}
interface Transaction {
  readonly error: Error;
  readonly requests: Request[];
  oncomplete?(): void;
  onabort?(): void;
}

const FULL = new Error('disk full');
const entry = { attemptId: 'A1' } as JournalEntry;

/** An engine that answers nothing by itself. */
function engine() {
  const opening: Request = { error: FULL };
  const transactions: Transaction[] = [];
  const transaction = () => {
    const begun: Transaction = { error: FULL, requests: [] };
    const request = () => {
      const made: Request = { error: FULL };
      begun.requests.push(made);
      return made;
    };
    transactions.push(begun);
    const store = { put: request, delete: request, openCursor: request };
    return Object.assign(begun, { objectStore: () => store });
  };
  const made: string[] = [];
  const openings = { count: 0 };
  opening.result = { transaction, createObjectStore: (name: string) => made.push(name) };
  const open = () => {
    openings.count++;
    return opening;
  };
  vi.stubGlobal('indexedDB', { open });
  return { opening, openings, transactions, made };
}

async function opened() {
  const fake = engine();
  const journal = indexedDbJournal('journal');
  const opening = journal.remove('A0');
  fake.opening.onsuccess!();
  await settled();
  fake.transactions.pop()!.oncomplete!();
  await opening;
  return { ...fake, journal };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** What has become of it by now. */
async function stateOf(promise: Promise<unknown>): Promise<string> {
  let state = 'open';
  promise.then(
    () => {
      state = 'done';
    },
    (cause) => {
      state = String(cause.message);
    },
  );
  await settled();
  return state;
}

afterEach(() => void vi.unstubAllGlobals());

test.each(['put', 'remove'] as const)(
  '%s is done when the transaction is complete, not before',
  async (call) => {
    const { journal, transactions } = await opened();
    const calling = call === 'put' ? journal.put(entry) : journal.remove('A1');
    await settled();
    const [begun] = transactions as [Transaction];
    begun.requests[0]!.onsuccess?.();
    expect(await stateOf(calling)).toBe('open');
    begun.oncomplete!();
    expect(await stateOf(calling)).toBe('done');
  },
);

test('a write that is aborted was not made', async () => {
  const { journal, transactions } = await opened();
  const calling = journal.put(entry);
  await settled();
  transactions[0]!.onabort!();
  expect(await stateOf(calling)).toBe('disk full');
});

test('all entries are read, one after the other', async () => {
  const { journal, transactions } = await opened();
  const reading = journal.all();
  await settled();
  const request = transactions[0]!.requests[0]!;
  const other = { ...entry, attemptId: 'A2' };
  for (const value of [entry, other]) {
    let goesOn = false;
    request.result = {
      value,
      continue: () => {
        goesOn = true;
      },
    };
    request.onsuccess!();
    expect(goesOn).toBe(true);
  }
  request.result = null;
  request.onsuccess!();
  transactions[0]!.oncomplete!();
  expect(await reading).toEqual([entry, other]);
});

test('a read that fails half way is an error, and no shorter list', async () => {
  const { journal, transactions } = await opened();
  const reading = journal.all();
  await settled();
  const request = transactions[0]!.requests[0]!;
  request.result = { value: entry, continue: () => {} };
  request.onsuccess!();
  transactions[0]!.onabort!();
  expect(await stateOf(reading)).toBe('disk full');
});

test('a database that could not be opened is opened again with the next call', async () => {
  const { opening, openings } = engine();
  const journal = indexedDbJournal('journal');
  const reading = journal.all();
  opening.onerror!();
  expect(await stateOf(reading)).toBe('disk full');
  void journal.all();
  expect(openings.count).toBe(2);
});

test('so is one that the engine has closed; one that answers is not', async () => {
  const { journal, opening, openings, transactions } = await opened();
  const writing = journal.put(entry);
  await settled();
  transactions[0]!.oncomplete!();
  await writing;
  expect(openings.count).toBe(1);
  const { transaction } = opening.result as IDBDatabase;
  Object.assign(opening.result as object, {
    transaction() {
      throw new Error('the connection is closed');
    },
  });
  expect(await stateOf(journal.put(entry))).toBe('the connection is closed');
  Object.assign(opening.result as object, { transaction });
  void journal.put(entry);
  expect(openings.count).toBe(2);
  opening.onsuccess!();
  await settled();
  expect(transactions).toHaveLength(2);
});

test('a page without IndexedDB has no disk', async () => {
  vi.stubGlobal('indexedDB', undefined);
  expect(await stateOf(indexedDbJournal('journal').all())).toContain('undefined');
});

test('a new database gets its store', async () => {
  const { opening, made } = engine();
  void indexedDbJournal('journal').all();
  opening.onupgradeneeded!();
  expect(made).toEqual(['attempts']);
});
