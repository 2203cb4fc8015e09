/** How much of something is open, and since when: read from the indexes of what is open, not from all there is. */
import type { Fen } from '../../../src/shared/money.ts';
import { type Instant, rfc3339 } from '../../../src/shared/time.ts';
import type { CaseRow } from '../tsp/books/cases.ts';
import type { OutboxRow } from '../tsp/books/outboxRows.ts';
import type { AttemptRow, OrderRow } from '../tsp/books/rows.ts';
import type { OpsParts, Schemas } from './opsTypes.ts';
import { PIECE, pageThrough } from './pageThrough.ts';

type Open = Schemas['Open'];
type Parts = Pick<OpsParts, 'room'>;

/** What every index entry stands for, read in pieces. */
async function* followed<Index, Row>(
  { room }: Parts,
  prefix: string,
  target: (key: string, value: Index) => string,
): AsyncGenerator<{ readonly key: string; readonly index: Index; readonly row: Row }> {
  let piece: { key: string; value: Index }[] = [];
  const read = () =>
    room.transaction(async (tx) => {
      const found: { key: string; index: Index; row: Row }[] = [];
      for (const { key, value } of piece) {
        const row = await tx.get<Row>(target(key, value));
        if (row !== undefined) found.push({ key, index: value, row });
      }
      return found;
    });
  for await (const entry of pageThrough<Index>(room, prefix)) {
    piece.push(entry);
    if (piece.length < PIECE) continue;
    yield* await read();
    piece = [];
  }
  yield* await read();
}

function tally() {
  let count = 0;
  let totalFen: Fen = 0;
  let oldestAt = Number.POSITIVE_INFINITY;
  return {
    add(amountFen: Fen, since: Instant) {
      count += 1;
      totalFen += amountFen;
      oldestAt = Math.min(oldestAt, since);
    },
    open: (): Open => ({
      count,
      totalFen,
      ...(count === 0 ? {} : { oldestAt: rfc3339(oldestAt) }),
    }),
  };
}

const tail = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

export async function openDoubts(parts: Parts): Promise<Open> {
  const sum = tally();
  const attempts = followed<true, AttemptRow>(parts, 'doubt/', (key) => `attempt/${tail(key)}`);
  for await (const { key, row } of attempts) sum.add(row.amountFen, Number(key.split('/')[1]));
  return sum.open();
}

/** Paid and not opened yet: BOSS is still to be told. */
export async function openBacklog(parts: Parts): Promise<Open> {
  const sum = tally();
  const orders = followed<OutboxRow, OrderRow>(
    parts,
    'outbox/ACTIVATE/',
    (_, { subject }) => `order/${subject}`,
  );
  for await (const { index, row } of orders) sum.add(row.quote.amountFen, index.since);
  return sum.open();
}

export async function openCases(parts: Parts): Promise<Open & { readonly toApprove: number }> {
  const sum = tally();
  let toApprove = 0;
  const cases = followed<true, CaseRow>(parts, 'caseOpen/', (key) => `case/${tail(key)}`);
  for await (const { row } of cases) {
    sum.add(row.amountFen, row.openedAt);
    if (row.state === 'PROPOSED') toApprove += 1;
  }
  return { ...sum.open(), toApprove };
}
