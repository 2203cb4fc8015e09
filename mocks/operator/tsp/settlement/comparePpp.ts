/** Compares the PPP's day with the platform's own, by order and terminal number. */
import { pageThrough } from '../../../store/rowList.ts';
import type { PppFinding } from '../../settlement/classify.ts';
import { layouts } from '../../settlement/layouts.ts';
import { cellsOf, OWN_CELLS, type OwnRow, ownLines } from '../../settlement/reconcile/ownRows.ts';
import type { Pair } from '../../settlement/reconcile/pairLines.ts';
import { type Comparison, reconcile } from '../../settlement/reconcile/reconcile.ts';
import type { WorkArea } from '../../settlement/reconcile/workArea.ts';
import type { TspParts } from '../base/ports.ts';
import { issued } from '../books/rows.ts';
import { differencesOf } from '../books/store/dayStore.ts';
import { type DayDebit, dayDebits, debitsOfOrder, hex4 } from './ownDay.ts';

/** Cells of a row of the file. Order and terminal name the debit; card serial and sequence name the card. */
const FILE_CELLS = cellsOf(layouts.QS, {
  key: ['orderId', 'terminalNo', 'terminalSequence'],
  amount: 'amountFen',
  note: ['cardSerial', 'cardSequence'],
});
/** 40 + 12 + 8 and 20 + 4 characters, and the separators between them. */
const FORM = { keyBytes: 62, noteBytes: 25 };

const keyOf = ({ attempt }: DayDebit): string => {
  const { terminalNo, mac1 } = issued(attempt);
  return `${attempt.orderId}/${terminalNo}/${mac1.terminalSequence}`;
};

const cardOf = ({ attempt }: DayDebit): string =>
  `${attempt.asn}/${hex4(issued(attempt).init.sequence)}`;

/** In place of the card: differs from every card, so that the pair is looked at even when both sides agree. */
const IN_QUESTION = '-';

/** Ids of the debits that the file before lacked: people may be about to write them off, so it is said when they are there. */
async function missingBefore({ store }: TspParts, date: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { value } of pageThrough(store, differencesOf(date, 'MISSING_AT_PPP'))) {
    if (value.attemptId !== undefined) ids.add(value.attemptId);
  }
  return ids;
}

async function* ownRows(parts: TspParts, date: string): AsyncGenerator<OwnRow> {
  const missing = await missingBefore(parts, date);
  for await (const debit of dayDebits(parts, date)) {
    const { attemptId, amountFen, claim } = debit.attempt;
    const isUsual = claim === 'ACCEPTED' && !missing.has(attemptId);
    const note = isUsual ? cardOf(debit) : IN_QUESTION;
    yield { key: keyOf(debit), amountFen, note };
  }
}

/**
 * A finding with our own attempt, if it is about one. `ownDate`: the file pays exactly this debit, under another key or
 * day than ours; it is the day of the debit.
 */
export type KeptPppFinding = PppFinding & {
  readonly attemptId?: string;
  readonly ownDate?: string;
};

interface Compared {
  readonly finding: KeptPppFinding;
  /** The card of a row that matches nothing, to search for its debit in other days. */
  readonly card?: { readonly cardSerial: string; readonly cardSequence: string };
}

/** Finds our debit with this key. */
async function debitAt(
  { store }: TspParts,
  date: string,
  key: string,
  orderId: string,
): Promise<DayDebit | undefined> {
  const debits = await store.transaction((tx) => debitsOfOrder(tx, date, orderId));
  return debits.find((debit) => keyOf(debit) === key);
}

interface PppComparison {
  readonly date: string;
  /** The file's bytes; its rows are sorted by order, terminal number and terminal sequence. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly area: WorkArea;
  readonly progress?: Comparison['progress'];
}

/** Yields the differences, sorted by order. */
export async function* comparePpp(
  parts: TspParts,
  { date, bytes, area, progress }: PppComparison,
): AsyncGenerator<Compared> {
  const { pairs } = await reconcile({
    name: `ppp-${date}`,
    file: { bytes, cells: FILE_CELLS },
    books: { bytes: ownLines(ownRows(parts, date)), cells: OWN_CELLS },
    form: FORM,
    area,
    ...(progress ? { progress } : {}),
  });
  for await (const pair of pairs()) {
    const compared = await judged(parts, date, pair);
    if (compared) yield compared;
  }
}

/**
 * Judges a pair. When the amounts agree, even if the PPP has another card, nothing is to be said about it, except that it
 * is paid though no verdict accepted it, or the file before lacked it.
 */
async function judged(parts: TspParts, date: string, pair: Pair): Promise<Compared | null> {
  const { key, file, books, place, hasMet } = pair;
  const [orderId, terminalNo, terminalSequence] = key.split('/') as [string, string, string];
  const tspFen = books?.amountFen ?? null;
  const pppFen = file?.amountFen ?? null;
  const isAgreed = file && books && tspFen === pppFen;
  if (isAgreed && books.note !== IN_QUESTION) return null;
  const own = books ? await debitAt(parts, date, key, orderId) : undefined;
  const attempt = own ? { attemptId: own.attempt.attemptId } : {};
  const about = { orderId, terminalNo, terminalSequence, ...attempt, tspFen, pppFen };
  if (isAgreed) {
    return own && cardOf(own) === file.note ? { finding: { view: 'LISTED', ...about } } : null;
  }
  if (file && books) return { finding: { view: 'AMOUNT_DIFF', ...about } };
  if (!file) return { finding: { view: 'MISSING_AT_PPP', ...about } };
  const [cardSerial, cardSequence] = file.note.split('/') as [string, string];
  const view = hasMet || place > 0 ? 'SECOND' : 'UNMATCHED';
  return { finding: { view, ...about }, card: { cardSerial, cardSequence } };
}
