/**
 * What the PPP will pay for a day, debit by debit, as a file. It is sent when the day is closed, and again when debits
 * were added.
 */
import type { Environment } from '../../environment/environment.ts';
import { listRows, pageThrough } from '../../store/rowList.ts';
import type { Store, Transaction } from '../../store/store.ts';
import { moment } from '../settlement/days.ts';
import { NumbersUsedUp } from '../settlement/freeNumber.ts';
import type { Hash } from '../settlement/hash.ts';
import { layouts } from '../settlement/layouts.ts';
import { type Published, publishFile } from '../settlement/publishFile.ts';
import type { BusinessDate, FileExchange, SettledRow } from '../settlement/settlementTypes.ts';
import { counted, type TellProgress } from '../settlement/settleProgress.ts';
import {
  closedDays,
  getClosedDay,
  putClosedDay,
  putSettled,
  putSettledCount,
  settledCount,
  settledCounts,
  settledOn,
} from './pppStore.ts';
import type { AcceptedDebit } from './pppTypes.ts';

/** An acquirer, and the first part of its batch ids. */
export interface Acquirer {
  /** Eight characters, as in the names of its files. */
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

/** Saves a debit that will be paid, sorted by order: the number that both sides know. */
export async function saveSettled(tx: Transaction, debit: AcceptedDebit): Promise<void> {
  const [group, date] = debit.batchId.split('-') as [string, BusinessDate];
  putSettled(tx, group, date, debit);
  putSettledCount(tx, group, date, (await settledCount(tx, group, date)) + 1);
}

async function* settledRows(
  store: Store,
  terminalGroup: string,
  date: BusinessDate,
): AsyncGenerator<SettledRow> {
  for await (const { value } of pageThrough(store, settledOn(terminalGroup, date))) yield value;
}

async function publishDay(
  { environment, store, files }: PppFileParts,
  exchange: FileExchange,
  { acquirer, terminalGroup }: Acquirer,
  date: BusinessDate,
): Promise<boolean> {
  const { isNew } = await publishFile<SettledRow>({
    exchange,
    folder: 'ppp/out',
    layout: layouts.QS,
    hash: files.hash,
    sender: acquirer,
    date,
    createdAt: moment(environment.clock.now()),
    rows: () =>
      counted(settledRows(store, terminalGroup, date), 'the PPP closes the day', files.progress),
    remembered: await store.transaction((tx) => getClosedDay(tx, acquirer, date)),
    remember: (published) =>
      store.transaction(async (tx) => putClosedDay(tx, acquirer, date, published)),
  });
  return isNew;
}

interface EarlierDay {
  readonly day: BusinessDate;
  /** Absent: the day was never closed, because its first debit came later. */
  readonly file: Published | undefined;
  /** Debits were added since, or the file was not delivered. */
  readonly isOutdated: boolean;
}

const earlierDays = (
  store: Store,
  { acquirer, terminalGroup }: Acquirer,
  before: BusinessDate,
): Promise<EarlierDay[]> =>
  store.transaction(async (tx) => {
    const files = new Map(
      (await listRows(tx, closedDays(acquirer))).map(({ id, value }) => [id, value]),
    );
    const settled = new Map(
      (await listRows(tx, settledCounts(terminalGroup))).map(({ id, value }) => [id, value]),
    );
    const days = [...new Set([...files.keys(), ...settled.keys()])]
      .filter((day) => day < before)
      .sort()
      .map((day): EarlierDay => {
        const file = files.get(day);
        const isOutdated = !file?.delivered || (settled.get(day) ?? 0) !== file.count;
        return { day, file, isOutdated };
      });
    return days;
  });

/** Whether the platform refused the file, or took one of another hand in its place. One that it took is not asked about again. */
async function isToWriteAgain(
  { store }: PppFileParts,
  exchange: FileExchange,
  { acquirer }: Acquirer,
  { day, file }: EarlierDay,
): Promise<boolean> {
  if (file === undefined || file.lastTaken === file.batchNo) return false;
  const taken = await exchange.wasTaken('ppp/out', file.name);
  if (taken !== 'done') return taken === 'error';
  const seal = await exchange.takenSeal('ppp/out', file.name);
  if (seal !== null && file.sha256 !== undefined && seal.sha256 !== file.sha256) return true;
  await store.transaction(async (tx) =>
    putClosedDay(tx, acquirer, day, { ...file, lastTaken: file.batchNo }),
  );
  return false;
}

/** Writes the files of days closed before this day that have to be written again. A day that fails stops no other. */
async function closeEarlierDays(
  parts: PppFileParts,
  exchange: FileExchange,
  acquirer: Acquirer,
  before: BusinessDate,
): Promise<BusinessDate[]> {
  const written: BusinessDate[] = [];
  for (const earlier of await earlierDays(parts.store, acquirer, before)) {
    const { day, isOutdated } = earlier;
    try {
      if (!isOutdated && !(await isToWriteAgain(parts, exchange, acquirer, earlier))) continue;
      if (await publishDay(parts, exchange, acquirer, day)) written.push(day);
    } catch (error) {
      parts.environment.log('ppp', `closing ${day} again: ${String(error)}`);
    }
  }
  return written;
}

/**
 * Writes the day's QS for every acquirer, and again the QS of earlier days to which debits were added, or that was
 * refused or replaced by another hand: a torn card may come back days later, a file may be damaged on its way. Returns the days whose file was written; the same call again writes nothing.
 */
export async function closeDay(
  parts: PppFileParts,
  exchange: FileExchange,
  date: BusinessDate,
): Promise<BusinessDate[]> {
  const written: BusinessDate[] = [];
  for (const acquirer of parts.files.acquirers) {
    written.push(...(await closeEarlierDays(parts, exchange, acquirer, date)));
    const isNew = await publishDay(parts, exchange, acquirer, date).catch((error: unknown) => {
      if (!(error instanceof NumbersUsedUp)) throw error;
      parts.environment.log('ppp', `closing file: ${error.message}`);
      return false;
    });
    if (isNew) written.push(date);
  }
  return written;
}
