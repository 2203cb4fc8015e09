/** What the PPP will pay for a day, debit by debit, as the file it sends when the day is closed, and again when it grew. */
import type { Environment } from '../../environment/environment.ts';
import type { Store, Transaction } from '../../store/store.ts';
import { moment } from '../settlement/days.ts';
import type { Hash } from '../settlement/hash.ts';
import { layouts } from '../settlement/layouts.ts';
import { type Published, publishFile } from '../settlement/publishFile.ts';
import type { BusinessDate, FileExchange, SettledRow } from '../settlement/settlementTypes.ts';
import { counted, type TellProgress } from '../settlement/settleProgress.ts';
import { keys } from './pppStore.ts';
import type { AcceptedDebit } from './pppTypes.ts';

/** An acquirer, and the first part of its batch ids. */
export interface Acquirer {
  /** Eight characters: whose files are read and written. */
  readonly acquirer: string;
  readonly terminalGroup: string;
}

export interface PppFiles {
  readonly hash: Hash;
  readonly acquirers: readonly Acquirer[];
  readonly progress?: TellProgress;
}

export interface PppFileParts {
  readonly environment: Environment;
  /** The PPP's own room. */
  readonly store: Store;
  readonly files: PppFiles;
}

const PAGE = 1_000;

/** Sorted by order: the one number both sides know. */
export async function saveSettled(tx: Transaction, debit: AcceptedDebit): Promise<void> {
  const { terminalNo, terminalSequence, batchId, index, orderId } = debit;
  const [group, date] = batchId.split('-') as [string, BusinessDate];
  const unique = `${terminalNo}/${terminalSequence}/${batchId}/${index}`;
  tx.put(`${keys.settled(group, date)}${orderId}/${unique}`, debit);
  const counted = keys.settledCount(group, date);
  tx.put(counted, ((await tx.get<number>(counted)) ?? 0) + 1);
}

async function* settledRows(store: Store, prefix: string): AsyncGenerator<SettledRow> {
  let after: string | undefined;
  for (;;) {
    const rows = await store.transaction((tx) =>
      tx.list<AcceptedDebit>(prefix, {
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      }),
    );
    for (const { value } of rows) yield value;
    after = rows.at(-1)?.key;
    if (after === undefined) return;
  }
}

async function publishDay(
  { environment, store, files }: PppFileParts,
  exchange: FileExchange,
  { acquirer, terminalGroup }: Acquirer,
  date: BusinessDate,
): Promise<boolean> {
  const key = keys.closed(acquirer, date);
  const { isNew } = await publishFile<SettledRow>({
    exchange,
    folder: 'ppp/out',
    layout: layouts.QS,
    hash: files.hash,
    sender: acquirer,
    date,
    createdAt: moment(environment.clock.now()),
    rows: () =>
      counted(
        settledRows(store, keys.settled(terminalGroup, date)),
        'the PPP closes the day',
        files.progress,
      ),
    remembered: await store.transaction((tx) => tx.get<Published>(key)),
    remember: (published) => store.transaction(async (tx) => tx.put(key, published)),
  });
  return isNew;
}

/** Closed before this day, and grown since: what is settled stays settled. */
async function grownDays(
  store: Store,
  { acquirer, terminalGroup }: Acquirer,
  before: BusinessDate,
): Promise<BusinessDate[]> {
  const prefix = keys.closed(acquirer, '');
  return store.transaction(async (tx) => {
    const days: BusinessDate[] = [];
    for (const { key, value } of await tx.list<Published>(prefix)) {
      const day = key.slice(prefix.length);
      const settled = (await tx.get<number>(keys.settledCount(terminalGroup, day))) ?? 0;
      if (day < before && (!value.delivered || settled !== value.count)) days.push(day);
    }
    return days;
  });
}

/**
 * Writes the day's QS for every acquirer, and anew the QS of earlier days that grew since: a torn card may come back
 * days later. Answers the days whose file was written; the same again writes nothing.
 */
export async function closeDay(
  parts: PppFileParts,
  exchange: FileExchange,
  date: BusinessDate,
): Promise<BusinessDate[]> {
  const written: BusinessDate[] = [];
  for (const acquirer of parts.files.acquirers) {
    for (const day of [...(await grownDays(parts.store, acquirer, date)), date]) {
      if (await publishDay(parts, exchange, acquirer, day)) written.push(day);
    }
  }
  return written;
}
