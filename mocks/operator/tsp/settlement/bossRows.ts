/**
 * The rows of BOSS's answer, held against what was sent to it. A row about an order of the platform's file must quote that
 * file, and an order is named once: otherwise rows could explain totals that are wrong, or hide an order behind another.
 */
import { dayAfter } from '../../../../src/shared/time.ts';
import type { KeptBossFinding } from '../../settlement/classify.ts';
import { fault } from '../../settlement/fault.ts';
import type { OpenedFile } from '../../settlement/openFile.ts';
import type { BossFinding, FileFault } from '../../settlement/settlementTypes.ts';
import type { TspParts } from '../base/ports.ts';
import type { DayWork } from '../books/dayRows.ts';
import { debitOf } from './ownDay.ts';

type BossFile = Pick<OpenedFile<BossFinding>, 'head' | 'rows'>;

const isOfDay = ({ tspFen }: BossFinding): boolean => tspFen !== null;

/** What a row is about: an order of the platform's file, or a booking that the file lacks. */
const nameOf = (row: BossFinding): string =>
  `${row.orderId || row.bossOrder}/${isOfDay(row) ? 'sent' : 'booked'}`;

/** Returns a test whether a row's name was there before. Only a file that is not sorted needs all names in memory. */
async function namesOf(file: BossFile): Promise<(row: BossFinding) => boolean> {
  let isSorted = true;
  let before = '';
  for await (const row of file.rows()) {
    isSorted &&= nameOf(row) >= before;
    before = nameOf(row);
  }
  const all = new Set<string>();
  let last = '';
  return (row) => {
    const name = nameOf(row);
    const isAgain = isSorted ? name === last : all.has(name);
    if (!isSorted) all.add(name);
    last = name;
    return isAgain;
  };
}

type Wrong = readonly [field: keyof BossFinding, message: string];

/** Returns what is wrong with the cells of a row: each view needs the amounts of the sides that it speaks of. */
function cellsWrong(row: BossFinding, date: string): Wrong | null {
  const { view, orderId, bossOrder, tspFen, bossFen, bossDate } = row;
  if (orderId === '' && bossOrder === '') return ['orderId', 'has neither orderId nor bossOrder'];
  const isOnlyAtBoss = view === 'MISSING_AT_TSP' || (view === 'DAY_EDGE' && !isOfDay(row));
  if (isOnlyAtBoss) {
    if (isOfDay(row)) return ['tspFen', 'must be empty: the platform lacks it'];
    if (bossFen === null) return ['bossFen', 'must say what BOSS booked'];
    const isNear = bossDate >= dayAfter(date, -1) && bossDate <= dayAfter(date);
    return isNear ? null : ['bossDate', 'must be the day of the file or one beside it'];
  }
  if (tspFen === null) return ['tspFen', 'must be the amount that was sent'];
  const hasBooked = bossFen !== null;
  if (view === 'MISSING_AT_BOSS' && hasBooked) return ['bossFen', 'must be empty: BOSS lacks it'];
  const needsBooked = view === 'AMOUNT_DIFF' || view === 'DAY_EDGE';
  return needsBooked && !hasBooked ? ['bossFen', 'must say what BOSS booked'] : null;
}

/** Returns the fault of the first row that does not fit what was sent, `null` without one. */
export async function rowsFault(
  parts: TspParts,
  name: string,
  file: BossFile,
): Promise<FileFault | null> {
  const { date } = file.head;
  const isAgain = await namesOf(file);
  // The head is line 1.
  let line = 1;
  for await (const row of file.rows()) {
    line += 1;
    const wrong = cellsWrong(row, date);
    if (wrong) return fault('cell', name, wrong[1], { line, field: wrong[0] });
    const isTwice = isAgain(row);
    if (!isOfDay(row)) continue;
    const { orderId, tspFen } = row;
    if (isTwice) return fault('totals', name, `names ${orderId} a second time`, { line });
    const own = await parts.store.transaction((tx) => debitOf(tx, orderId));
    const wasSent = own?.orderId === orderId && own.date === date && own.amountFen === tspFen;
    if (!wasSent) {
      const message = `${orderId} with ${tspFen} fen was not sent; take the amounts of the DZ`;
      return fault('totals', name, message, { line });
    }
  }
  return null;
}

/**
 * Whether the platform's last file of the day had the debit: BOSS says that it had not. After a file was written a second
 * time under its name, BOSS may have read the first one.
 */
async function hadDebit(
  { store }: TspParts,
  { date, orderId }: { readonly date: string; readonly orderId: string },
  { sent, sentAt }: DayWork,
): Promise<boolean> {
  if (!sent || sent.isRewritten || sentAt === undefined) return false;
  const own = await store.transaction((tx) => debitOf(tx, orderId));
  return own?.orderId === orderId && own.date === date && own.debitedAt <= sentAt;
}

/** Yields the rows with what is known about them now; `rowsFault` has found nothing in them. */
export async function* keptRows(
  parts: TspParts,
  file: BossFile,
  work: DayWork,
): AsyncGenerator<KeptBossFinding> {
  const { date } = file.head;
  const isAgain = await namesOf(file);
  for await (const row of file.rows()) {
    const isTwice = isAgain(row);
    const { orderId } = row;
    const isOnceMore =
      !isOfDay(row) && (isTwice || (await hadDebit(parts, { date, orderId }, work)));
    yield isOnceMore ? { ...row, isOnceMore } : row;
  }
}
