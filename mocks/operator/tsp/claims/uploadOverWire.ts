/** A batch over HTTP: sent with its hash, and its verdicts asked for. The PPP takes a batch once, by its number and hash. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import type { components } from '../../../contract/pppApi.generated.ts';
import type { PartyError } from '../base/partyClient.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import type { BatchRow } from '../books/store/dayStore.ts';
import { pppClient } from '../controls/blacklist.ts';
import { acceptedFen, finishBatch, isComplete } from './finishBatch.ts';
import { markSent, renumber } from './uploadBatch.ts';

type BatchResult = components['schemas']['BatchResult'];

/** `null`: the batch has another number now. */
export type SentBatch = Result<BatchRow | null, PartyError>;

/** Asks for the verdicts on what the PPP has under this number, and enters them. It must be known to be this batch. */
export async function askVerdicts(parts: TspParts, row: BatchRow): Promise<SentBatch> {
  const result = await pppClient(parts).get<BatchResult>(`/batches/${row.batchId}/result`);
  if (!result.ok) return result;
  const { results, batchId } = result.value ?? {};
  const isUsable =
    batchId === row.batchId &&
    Array.isArray(results) &&
    results.every((verdict) => verdict !== null) &&
    isComplete(row, results) &&
    acceptedFen(row, results) === result.value.acceptedFen;
  if (!isUsable) return fail({ kind: 'no-answer' });
  return ok(await commit(parts, 'tsp', (unit) => finishBatch(unit, row, results)));
}

const isConflict = (error: PartyError): boolean =>
  error.kind === 'problem' && error.code === 'batch.conflict';

/** Gives the batch the next number, because the PPP has another one under its own; keeps it if no number is left. */
export async function giveNextNumber(parts: TspParts, row: BatchRow): Promise<SentBatch> {
  const next = await commit(parts, 'tsp', (unit) => renumber(unit, row));
  if (next === null) return ok(row);
  const what = `the PPP has another batch under ${row.batchId}`;
  parts.environment.log('tsp', `claims: ${what}; ours is ${next.batchId} now`);
  return ok(null);
}

export async function sendOverWire(parts: TspParts, row: BatchRow): Promise<SentBatch> {
  const taken = await pppClient(parts).put(`/batches/${row.batchId}`, row.batch);
  if (taken.ok)
    return askVerdicts(parts, await commit(parts, 'tsp', (unit) => markSent(unit, row)));
  return isConflict(taken.error) ? giveNextNumber(parts, row) : taken;
}

/**
 * Asks for the verdicts when it is not known whose batch the PPP has under this number: sending ours is answered with a
 * conflict if it is another. What the PPP does not have at all is not sent this way.
 */
export async function askWhose(parts: TspParts, row: BatchRow): Promise<SentBatch> {
  const there = await pppClient(parts).get<BatchResult>(`/batches/${row.batchId}/result`);
  return there.ok ? sendOverWire(parts, row) : there;
}
