/** A batch of debits for the PPP. It is fixed, with its hash, before it is sent; the PPP's verdicts finish it. */
import { toHex, utf8 } from '../../../../src/shared/bytes.ts';
import { isoDate } from '../../../../src/shared/time.ts';
import type { components } from '../../../contract/pppApi.generated.ts';
import { listRows } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import { LAST_BATCH } from '../../settlement/layouts.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { openCase } from '../books/cases.ts';
import { getAttempt, saveAttempt } from '../books/moveOrder.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import { claimsOf } from '../books/store/attemptStore.ts';
import { type BatchRow, batchesOf, getBatch, putBatch } from '../books/store/dayStore.ts';

type DebitRecord = components['schemas']['DebitRecord'];

const hex = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');

function recordOf(attempt: AttemptRow, merchant: string): DebitRecord {
  const { init, mac1, terminalNo, keyIndex } = issued(attempt);
  return {
    terminalNo,
    terminalSequence: mac1.terminalSequence,
    cardSerial: attempt.asn,
    issuer: attempt.issuer,
    applicationType: attempt.applicationType,
    transactionType: '06',
    amountFen: attempt.amountFen,
    balanceBeforeFen: init.balanceFen,
    balanceAfterFen: init.balanceFen - attempt.amountFen,
    cardSequence: hex(init.sequence, 4),
    overdraftFen: init.overdraftFen,
    date: mac1.date,
    time: mac1.time,
    tac: attempt.tac!,
    mac2Verified: attempt.mac2 !== undefined,
    keyVersion: init.keyVersion,
    algorithmId: init.algorithmId,
    keyIndex: hex(keyIndex, 2),
    random: init.random,
    merchant,
    orderId: attempt.orderId,
  };
}

async function claim(
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

/** Makes the next batch of unclaimed debits; returns `null` when there are none, or the day has no number left. */
export async function collectBatch(
  unit: UnitOfWork,
  businessDate: string,
): Promise<BatchRow | null> {
  const { parts, tx } = unit;
  const { limits, merchant, terminalGroup, environment } = parts;
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
    batchId: `${terminalGroup}-${businessDate}-${String(number).padStart(2, '0')}`,
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

/** Notes that the batch is with the PPP, or on its way there. */
export async function markSent(unit: UnitOfWork, row: BatchRow): Promise<BatchRow> {
  const known = await getBatch(unit.tx, row.businessDate, row.batchId);
  if (known && known.state !== 'BATCHED') return known;
  for (const attemptId of row.attemptIds) await claim(unit, attemptId, { claim: 'SENT' });
  const sent: BatchRow = { ...row, state: 'SENT' };
  putBatch(unit.tx, sent);
  return sent;
}

/** The PPP's verdict on one record. */
interface RecordVerdict {
  readonly index: number;
  readonly result: string;
}

/** Whether there is one verdict on each record. Otherwise nothing is known about the batch. */
export const isComplete = ({ attemptIds }: BatchRow, verdicts: readonly RecordVerdict[]): boolean =>
  verdicts.length === attemptIds.length &&
  new Set(verdicts.map(({ index }) => index)).size === attemptIds.length &&
  verdicts.every(({ index }) => index >= 0 && index < attemptIds.length);

/** The PPP's word for a debit that it has already. */
const DUPLICATE = '02';

/** Whether the PPP only says that it has the debit already, and it is this platform whose earlier claim it accepted. */
async function isOwnDuplicate(
  { tx }: UnitOfWork,
  { batchId }: BatchRow,
  attemptId: string,
  result: string,
): Promise<boolean> {
  if (result !== DUPLICATE) return false;
  const before = (await getAttempt(tx, attemptId))?.verdict;
  return before?.result === '00' && before.batchId !== batchId;
}

/**
 * Enters the verdicts, once for each batch. A rejected claim becomes a case; the subscriber keeps the service. `verdicts`
 * must be complete.
 */
export async function finishBatch(
  unit: UnitOfWork,
  row: BatchRow,
  verdicts: readonly RecordVerdict[],
): Promise<BatchRow> {
  const known = await getBatch(unit.tx, row.businessDate, row.batchId);
  if (known?.state === 'DONE') return known;
  const results = new Map(verdicts.map(({ index, result }) => [index, result]));
  const { batchId } = row;
  let accepted = 0;
  for (const [index, attemptId] of row.attemptIds.entries()) {
    const result = results.get(index)!;
    if (result === '00') {
      accepted += 1;
      await claim(unit, attemptId, { claim: 'ACCEPTED', verdict: { batchId, result } });
      continue;
    }
    if (await isOwnDuplicate(unit, row, attemptId, result)) {
      await claim(unit, attemptId, { claim: 'ACCEPTED' });
      continue;
    }
    const rejected = await claim(unit, attemptId, { claim: 'REJECTED' });
    const caseNo = await openCase(unit, 'claim-rejected', rejected, `PPP said ${result}`);
    await claim(unit, attemptId, { verdict: { batchId, result, caseNo } });
  }
  const done: BatchRow = {
    ...row,
    state: 'DONE',
    accepted,
    rejected: row.attemptIds.length - accepted,
    results: row.attemptIds.map((_, index) => results.get(index)!),
  };
  putBatch(unit.tx, done);
  return done;
}
