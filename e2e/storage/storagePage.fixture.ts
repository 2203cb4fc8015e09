/** `docs/develop/storage.md`, made of what was played. */
import type { Cut, Ending } from './playStorage.fixture.ts';
import { MOMENTS, type Moment } from './playStorage.fixture.ts';

export interface PaidRow {
  readonly name: string;
  /** By the moment from which the storage fails; none where nothing is asked of it any more. */
  readonly cells: ReadonlyMap<Moment, string>;
}
export interface CutRow {
  readonly name: string;
  readonly endings: readonly (Ending | null)[];
}
interface ValueRow {
  readonly name: string;
  readonly cells: readonly string[];
}
interface StorageFigures {
  readonly paid: readonly PaidRow[];
  readonly cuts: readonly CutRow[];
  readonly values: readonly ValueRow[];
  readonly payments: number;
  readonly cardsFen: number;
  readonly acceptedFen: number;
  readonly byHandFen: number;
  readonly longestStartMs: number;
  readonly longestDebitingMs: number;
}

const MOMENT_NAMES: Readonly<Record<Moment, string>> = {
  start: 'the start',
  'before MAC1': 'MAC1 is asked for',
  'before DEBIT': 'DEBIT is due',
  'card answered': 'the card answers',
  reported: 'it is reported',
  result: 'the result is shown',
};

/** Power fails at this point, and comes back with the storage well, or as it was. */
export const CUTS: readonly (readonly [name: string, cut: Cut])[] = (
  [
    ['DEBIT is due', { at: 'DEBIT due' }],
    ['answered, unheard', { at: 'unheard' }],
    ['answered, unheard, and the card forgets its proof', { at: 'unheard', forgets: true }],
  ] as const
).flatMap(([name, cut]) =>
  [true, false].map(
    (isWellAfter) =>
      [`${name}; then ${isWellAfter ? 'well' : 'failing'}`, { ...cut, isWellAfter }] as const,
  ),
);

const ENDING_NAMES: Readonly<Record<Ending, string>> = {
  'by itself': 'paid, by itself',
  'card, paid': 'paid, with the card',
  'card, not charged': 'not charged, with the card',
  people: 'people',
};

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const yuan = (fen: number) => (fen / 100).toFixed(2);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

export const delayed = (ms: number): string => (ms < 50 ? 'paid' : `paid, ${seconds(ms)} later`);

export function storagePage(of: StorageFigures): string {
  return `# A box whose storage fails

*Printed by \`npm run storage\` in virtual time, with the portal's own code from IndexedDB up; tests keep it true. Why it is so:
[decision 36](../decisions/0036-a-payment-needs-no-disk.md).*

The portal notes in IndexedDB what it is about to do (its journal), so that the next page goes on. The journal lives in memory
and the disk follows. Only MAC1 and DEBIT wait for the disk, each for 2 s at most; then the page goes on in memory, tells the
platform so (\`portal.misfit.box.storage\`), and writes what is missing once the disk answers again.

Here **${of.payments}** payments were made on such boxes. The cards paid ${yuan(of.cardsFen)} yuan; the PPP accepted ${yuan(of.acceptedFen)} yuan, and
${yuan(of.byHandFen)} yuan, whose TAC was lost, are with people. Lost, doubled, invented: ${yuan(of.cardsFen - of.acceptedFen - of.byHandFen)}. All invariants held, at each end and at
rest. The longest wait for the disk: ${seconds(of.longestStartMs)} at the start, ${seconds(of.longestDebitingMs)} in "debiting".

## The page lives on
From the moment in the column on, the call in the row fails each time. Nobody has to do anything. "·": it is not called any more.

${table(
  ['IndexedDB', ...MOMENTS.map((moment) => MOMENT_NAMES[moment])],
  of.paid.map(({ name, cells }) => [name, ...MOMENTS.map((moment) => cells.get(moment) ?? '·')]),
)}

## The power fails
What was in memory only is gone. The TSP had written the attempt before its MAC1 left, so the next page asks for the card at once,
and before it sells that service again, and the card proves what it did. "By itself": the answer was on the disk. "People": they look into it, as nobody else knows.
"DEBIT is due": power fails 5 ms later, while the disk is waited for where it hangs.

${table(
  ['IndexedDB', ...CUTS.map(([name]) => name)],
  of.cuts.map(({ name, endings }) => [
    name,
    ...endings.map((ending) => (ending ? ENDING_NAMES[ending] : '·')),
  ]),
)}

## \`localStorage\`
It has language, size of letters and the child lock. No step of a payment calls it, but the lock before one. Its calls block the
page while they last, so that no portal can limit them. What it does not keep is read back and noticed, and the settings say so. Wrong PINs
are counted in \`sessionStorage\` then, which outlives a reload, not a restart of the browser.

${table(
  [
    ...['it fails', 'start', 'letters chosen', 'lock put on', 'PIN before a payment'],
    ...['wrong PIN, then a reload', 'lock taken off'],
  ],
  of.values.map(({ name, cells }) => [name, ...cells]),
)}
`;
}
