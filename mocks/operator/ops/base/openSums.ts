/** How much is open, and since when. Read from the indexes of what is open, not from all rows. */
import type { Fen } from '../../../../src/shared/money.ts';
import { type Instant, rfc3339 } from '../../../../src/shared/time.ts';
import { lastPart, pageThroughAs, type RowList } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import { allDoubts, getAttempt } from '../../tsp/books/store/attemptStore.ts';
import { getCase, openCases as openCaseNumbers } from '../../tsp/books/store/caseStore.ts';
import { getOrder } from '../../tsp/books/store/orderStore.ts';
import { outboxOf } from '../../tsp/books/store/queueStore.ts';
import type { OpsParts, Schemas } from './opsTypes.ts';

type Open = Schemas['Open'];
type Parts = Pick<OpsParts, 'room'>;

/** Yields the row that each index entry points to, by the last part of its id. */
async function* rowsBehind<Index, Row>(
  { room }: Parts,
  list: RowList<Index>,
  target: (tx: Transaction, id: string) => Promise<Row | undefined>,
): AsyncGenerator<{ readonly id: string; readonly index: Index; readonly row: Row }> {
  yield* pageThroughAs(room, list, async (tx, { id, value: index }) => {
    const row = await target(tx, lastPart(id));
    return row && { id, index, row };
  });
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

export async function openDoubts(parts: Parts): Promise<Open> {
  const sum = tally();
  for await (const { id, row } of rowsBehind(parts, allDoubts, getAttempt)) {
    sum.add(row.amountFen, Number(id.split('/')[0]));
  }
  return sum.open();
}

/** Paid and not opened yet: BOSS must still be told. */
export async function openBacklog(parts: Parts): Promise<Open> {
  const sum = tally();
  for await (const { index, row } of rowsBehind(parts, outboxOf('ACTIVATE'), getOrder)) {
    sum.add(row.quote.amountFen, index.since);
  }
  return sum.open();
}

export async function openCases(parts: Parts): Promise<Open & { readonly toApprove: number }> {
  const sum = tally();
  let toApprove = 0;
  for await (const { row } of rowsBehind(parts, openCaseNumbers, getCase)) {
    sum.add(row.amountFen, row.openedAt);
    if (row.state === 'PROPOSED') toApprove += 1;
  }
  return { ...sum.open(), toApprove };
}
