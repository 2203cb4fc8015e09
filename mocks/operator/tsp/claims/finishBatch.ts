/** The PPP's verdicts finish a batch: each debit is accepted, or becomes a case. */
import type { Fen } from '../../../../src/shared/money.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { CLAIM_CASES } from '../books/cases.ts';
import { post } from '../books/journals/ledger.ts';
import { closeCasesOn } from '../books/moveCase.ts';
import { getAttempt } from '../books/moveOrder.ts';
import { openWithheld } from '../books/serviceOwed.ts';
import { type BatchRow, getBatch, noteAccepted, putBatch } from '../books/store/dayStore.ts';
import { candidatesOf, isRefused, withRight } from '../books/tacCandidates.ts';
import { refuseClaim, type Verdict } from './refuseClaim.ts';
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
const isOwnDuplicate = async (
  { tx }: UnitOfWork,
  attemptId: string,
  result: string,
): Promise<boolean> =>
  result === DUPLICATE && (await getAttempt(tx, attemptId))?.verdict?.result === ACCEPTED;

/** Enters an acceptance. What was done before is taken back: a loss is posted back, the case of a refusal ends. */
async function acceptClaim(
  unit: UnitOfWork,
  attemptId: string,
  { tac, batchId, result }: Verdict,
): Promise<void> {
  const before = (await getAttempt(unit.tx, attemptId))!;
  if (before.claim === 'WRITTEN_OFF') await post(unit, 'recovered', before);
  const tacs = withRight(candidatesOf(before), tac, unit.now);
  await claim(unit, attemptId, { claim: 'ACCEPTED', verdict: { batchId, result }, tac, tacs });
  const wasRefused = before.claim === 'REJECTED' || candidatesOf(before).some(isRefused);
  if (before.verdict === undefined && !wasRefused) return;
  await closeCasesOn(unit, attemptId, CLAIM_CASES, 'the PPP accepts it after all');
  await openWithheld(unit, before);
}

/**
 * Enters the verdicts, once for each batch. `verdicts` must be complete.
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
    const { tac } = row.batch.records[index]!;
    if (result === ACCEPTED) {
      accepted += 1;
      await acceptClaim(unit, attemptId, { batchId, result, tac });
      continue;
    }
    if (await hasEnded(unit, attemptId)) continue;
    if (await isOwnDuplicate(unit, attemptId, result)) {
      await claim(unit, attemptId, { claim: 'ACCEPTED' });
      continue;
    }
    await refuseClaim(unit, attemptId, { batchId, result, tac });
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
