/** The PPP's verdicts finish a batch: each debit is accepted, or becomes a case. */
import type { Fen } from '../../../../src/shared/money.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { CLAIM_CASES, openCase } from '../books/cases.ts';
import { post } from '../books/ledger.ts';
import { closeCasesOn } from '../books/moveCase.ts';
import { getAttempt } from '../books/moveOrder.ts';
import { type BatchRow, getBatch, noteAccepted, putBatch } from '../books/store/dayStore.ts';
import { claim, hasEnded } from './uploadBatch.ts';

const ACCEPTED = '00';

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

/** What the verdicts accept of the batch. `verdicts` must be complete. */
export const acceptedFen = ({ batch }: BatchRow, verdicts: readonly RecordVerdict[]): Fen =>
  verdicts
    .filter(({ result }) => result === ACCEPTED)
    .reduce((sum, { index }) => sum + batch.records[index]!.amountFen, 0);

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
  return before?.result === ACCEPTED && before.batchId !== batchId;
}

/** Takes back what was done before the PPP accepted the claim after all: a loss is posted back, a rejection's case ends. */
async function takeBack(unit: UnitOfWork, attemptId: string): Promise<void> {
  const attempt = await getAttempt(unit.tx, attemptId);
  if (attempt?.claim === 'WRITTEN_OFF') await post(unit, 'recovered', attempt);
  if (attempt?.claim !== 'REJECTED') return;
  await closeCasesOn(unit, attemptId, CLAIM_CASES, 'the PPP accepts it after all');
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
  if (!known || known.state === 'DONE') return known ?? row;
  const results = new Map(verdicts.map(({ index, result }) => [index, result]));
  const { batchId } = row;
  let accepted = 0;
  for (const [index, attemptId] of row.attemptIds.entries()) {
    const result = results.get(index)!;
    if (result === ACCEPTED) {
      accepted += 1;
      await takeBack(unit, attemptId);
      await claim(unit, attemptId, { claim: 'ACCEPTED', verdict: { batchId, result } });
      continue;
    }
    if (await hasEnded(unit, attemptId)) continue;
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
  if (accepted > 0) await noteAccepted(unit.tx, row.businessDate);
  return done;
}
