/** Batches of debits as they went to the PPP, without their MACs and TACs. */
import { PIECE } from '../../../store/rowList.ts';
import { getAttempt } from '../../tsp/books/moveOrder.ts';
import type { AttemptRow } from '../../tsp/books/rows.ts';
import {
  allBatches,
  type BatchRow,
  batchesOf,
  getBatch as getBatchRow,
} from '../../tsp/books/store/dayStore.ts';
import { defined } from '../base/definedFields.ts';
import type { OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';
import { refuse } from '../base/refuse.ts';
import { beginAfter, takePage } from '../base/takePage.ts';

const ON_A_PAGE = 20;
/** A row may have twenty thousand records, so a transaction reads only a few rows. */
const ROWS_AT_ONCE = 2;

const batchSummary = (row: BatchRow): Schemas['BatchSummary'] => ({
  batchId: row.batchId,
  date: row.businessDate,
  state: row.state,
  count: row.batch.count,
  totalFen: row.batch.totalFen,
  accepted: row.accepted,
  rejected: row.rejected,
  sha256: row.batch.sha256,
});

export const getBatches: OpsHandler<'getBatches'> = async (parts, { query }) => {
  const list = query?.date === undefined ? allBatches : batchesOf(query.date);
  const after = beginAfter(query?.cursor);
  if (!after.ok) return after.error;
  const { items, cursor } = await takePage<BatchRow, Schemas['BatchSummary']>(
    parts.room,
    list,
    { after: after.value, reverse: true, piece: ROWS_AT_ONCE },
    { size: ON_A_PAGE, scan: ON_A_PAGE, pick: batchSummary },
  );
  return { status: 200, body: defined({ batches: [...items], cursor }) };
};

async function attemptsOf({ room }: Pick<OpsParts, 'room'>, ids: readonly string[]) {
  const attempts: (AttemptRow | undefined)[] = [];
  for (let at = 0; at < ids.length; at += PIECE) {
    const piece = await room.transaction(async (tx) => {
      const rows: (AttemptRow | undefined)[] = [];
      for (const id of ids.slice(at, at + PIECE)) rows.push(await getAttempt(tx, id));
      return rows;
    });
    attempts.push(...piece);
  }
  return attempts;
}

export const getBatch: OpsHandler<'getBatch'> = async (parts, { params: { batchId } }) => {
  const [, date = ''] = batchId.split('-');
  const row = await parts.room.transaction((tx) => getBatchRow(tx, date, batchId));
  if (!row) return refuse('batch.not_found', `batchId: ${batchId} is not a batch of ours`);
  const attempts = await attemptsOf(parts, row.attemptIds);
  const records = row.batch.records.map((record, index) => {
    const attempt = attempts[index];
    const { orderId, amountFen, terminalNo, terminalSequence } = record;
    return defined({
      index,
      orderId,
      amountFen,
      terminalNo,
      terminalSequence,
      cardTail: attempt?.cardTail ?? '',
      result: row.results?.[index] ?? undefined,
      caseNo: attempt?.verdict?.caseNo ?? attempt?.caseNo,
    });
  });
  return { status: 200, body: { batch: batchSummary(row), records } };
};
