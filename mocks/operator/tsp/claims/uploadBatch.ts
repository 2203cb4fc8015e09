/** A batch of debits for the PPP. It is fixed, with its hash, before it is sent. */
import { toHex, utf8 } from '../../../../src/shared/bytes.ts';
import { isoDate } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import { LAST_BATCH } from '../../settlement/layouts.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { type DebitRecord, recordOf } from '../books/debitRecord.ts';
import { getAttempt, saveAttempt } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';
import { claimsOf } from '../books/store/attemptStore.ts';
import {
  type BatchRow,
  batchesOf,
  dropBatch,
  getBatch,
  putBatch,
} from '../books/store/dayStore.ts';

/** Changes the claim of a debit. */
export async function claim(
  unit: UnitOfWork,
  attemptId: string,
  change: Partial<AttemptRow>,
): Promise<AttemptRow> {
  const row = { ...(await getAttempt(unit.tx, attemptId))!, ...change };
  await saveAttempt(unit, row);
  return row;
}

/** The number after the day's last batch. `null`: all are used up. One used again would overwrite what was claimed under it. */
async function nextNumber(tx: Transaction, businessDate: string): Promise<number | null> {
  const [last] = await listRows(tx, batchesOf(businessDate), { limit: 1, reverse: true });
  const number = last ? Number(last.id.slice(-2)) + 1 : 1;
  return number > LAST_BATCH ? null : number;
}

/** Whether debits of the day are in no batch because it has no number left. */
export const areNumbersUsedUp = async (tx: Transaction, businessDate: string): Promise<boolean> =>
  (await nextNumber(tx, businessDate)) === null &&
  (await listRows(tx, claimsOf(businessDate), { limit: 1 })).length > 0;

const batchIdOf = ({ parts }: UnitOfWork, businessDate: string, number: number): string =>
  `${parts.terminalGroup}-${businessDate}-${String(number).padStart(2, '0')}`;

/** Makes the next batch of unclaimed debits; returns `null` when there are none, or the day has no number left. */
export async function collectBatch(
  unit: UnitOfWork,
  businessDate: string,
): Promise<BatchRow | null> {
  const { parts, tx } = unit;
  const { limits, merchant, environment } = parts;
  const due = await listRows(tx, claimsOf(businessDate), { limit: limits.batchRecords });
  const number = await nextNumber(tx, businessDate);
  if (due.length === 0 || number === null) return null;
  const attemptIds = due.map(({ id }) => id);
  const records: DebitRecord[] = [];
  for (const attemptId of attemptIds) {
    records.push(recordOf(await claim(unit, attemptId, { claim: 'BATCHED' }), merchant));
  }
  const { cutOff } = limits;
  const row: BatchRow = {
    batchId: batchIdOf(unit, businessDate, number),
    businessDate,
    state: 'BATCHED',
    batch: {
      count: records.length,
      totalFen: records.reduce((total, { amountFen }) => total + amountFen, 0),
      sha256: toHex(await environment.crypto.sha256(utf8(JSON.stringify(records)))),
      cutoff: `${isoDate(businessDate)}T${cutOff.slice(0, 2)}:${cutOff.slice(2, 4)}:${cutOff.slice(4)}+08:00`,
      records,
    },
    attemptIds,
    accepted: 0,
    rejected: 0,
  };
  putBatch(tx, row);
  return row;
}

/**
 * Claims that a batch which is sent, or a rejection, changes no more: a closing file of the PPP lists the debit, people wrote
 * it off and its loss is posted, or another batch was rejected and people have it.
 */
const ENDED: readonly AttemptRow['claim'][] = ['ACCEPTED', 'WRITTEN_OFF', 'REJECTED'];

/** Whether the claim of a debit has ended without this batch. */
export const hasEnded = async ({ tx }: UnitOfWork, attemptId: string): Promise<boolean> =>
  ENDED.includes((await getAttempt(tx, attemptId))?.claim);

/** Notes that the batch is with the PPP, or on its way there. */
export async function markSent(unit: UnitOfWork, row: BatchRow): Promise<BatchRow> {
  const known = await getBatch(unit.tx, row.businessDate, row.batchId);
  // Also when the row is not there: it has another number by now.
  if (known?.state !== 'BATCHED') return known ?? row;
  for (const attemptId of row.attemptIds) {
    if (!(await hasEnded(unit, attemptId))) await claim(unit, attemptId, { claim: 'SENT' });
  }
  const sent: BatchRow = { ...row, state: 'SENT' };
  putBatch(unit.tx, sent);
  return sent;
}

/**
 * Gives a batch the next number of its day; returns `null` when there is none left or its verdicts are there. What the PPP
 * has under the old number must be known to be another batch: otherwise its debits would be claimed twice.
 */
export async function renumber(unit: UnitOfWork, row: BatchRow): Promise<BatchRow | null> {
  const { tx } = unit;
  const { businessDate, batchId } = row;
  const known = await getBatch(tx, businessDate, batchId);
  const number = await nextNumber(tx, businessDate);
  if (!known || known.state === 'DONE' || number === null) return null;
  const { file: _, ...rest } = known;
  const next: BatchRow = {
    ...rest,
    batchId: batchIdOf(unit, businessDate, number),
    state: 'BATCHED',
    before: batchId,
  };
  dropBatch(tx, known);
  putBatch(tx, next);
  return next;
}
