/** Uploads a day's debits to the PPP, over HTTP or as files. Each batch is sent until it is answered. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import type { components } from '../../../contract/pppApi.generated.ts';
import { listRows } from '../../../store/rowList.ts';
import type { PartyError } from '../base/partyClient.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { type BatchRow, batchesOf } from '../books/store/dayStore.ts';
import { pppClient } from '../controls/blacklist.ts';
import { isOn } from '../controls/switches.ts';
import { type FileSetup, fileSetup } from './fileSetup.ts';
import { collectBatch, finishBatch, isComplete, markSent } from './uploadBatch.ts';
import { isAnswerDamaged, sendAsFile } from './uploadFile.ts';

type BatchResult = components['schemas']['BatchResult'];

/** A batch without its records. */
export interface BatchSummary extends Omit<BatchRow, 'batch' | 'attemptIds' | 'results'> {
  readonly count: number;
  readonly totalFen: number;
}

const summaryOf = ({ batch, attemptIds: _, results: __, ...row }: BatchRow): BatchSummary => ({
  ...row,
  count: batch.count,
  totalFen: batch.totalFen,
});

export type DayUpload = Result<readonly BatchSummary[], PartyError>;

async function askVerdicts(parts: TspParts, row: BatchRow): Promise<Result<BatchRow, PartyError>> {
  const result = await pppClient(parts).get<BatchResult>(`/batches/${row.batchId}/result`);
  if (!result.ok) return result;
  const { results } = result.value ?? {};
  if (!Array.isArray(results) || !isComplete(row, results)) return fail({ kind: 'no-answer' });
  return ok(await commit(parts, 'tsp', (unit) => finishBatch(unit, row, results)));
}

async function sendOverWire(parts: TspParts, row: BatchRow): Promise<Result<BatchRow, PartyError>> {
  const taken = await pppClient(parts).put(`/batches/${row.batchId}`, row.batch);
  if (!taken.ok) return taken;
  return askVerdicts(parts, await commit(parts, 'tsp', (unit) => markSent(unit, row)));
}

/** Sends the batch as a file; the verdicts come as a file later. If that file was damaged, asks for them over HTTP. */
function sendFile(
  parts: TspParts,
  files: FileSetup,
  row: BatchRow,
): Promise<Result<BatchRow, PartyError>> {
  return isAnswerDamaged(parts, files, row).then((isDamaged) =>
    isDamaged ? askVerdicts(parts, row) : sendAsFile(parts, files, row),
  );
}

/** Returns the day's batch after `after`, or a new one of unclaimed debits; `null` when nothing is left. */
async function nextBatch(
  unit: UnitOfWork,
  businessDate: string,
  after: string | undefined,
): Promise<{ readonly row: BatchRow; readonly isSent: boolean } | null> {
  const isSent = await isOn(unit.tx, 'batches');
  // A row has up to twenty thousand records, so only one is in memory at a time.
  const range = { limit: 1, ...(after === undefined ? {} : { after }) };
  const [there] = await listRows(unit.tx, batchesOf(businessDate), range);
  const row = there?.value ?? (isSent ? await collectBatch(unit, businessDate) : null);
  return row && { row, isSent: isSent && row.state !== 'DONE' };
}

/**
 * Sends every debit of a business day (`YYYYMMDD`) that is not claimed yet; returns all batches of that day. After a
 * failure or a crash the next call sends the same batches under the same numbers. While batches are switched off nothing
 * is sent. Rejects when files are to be exchanged and the exchange cannot be reached.
 */
export async function uploadDay(parts: TspParts, businessDate: string): Promise<DayUpload> {
  const files = parts.uploadBy === 'file' ? fileSetup(parts) : null;
  const batches: BatchSummary[] = [];
  let rows = 0;
  let after: string | undefined;
  for (;;) {
    const next = await commit(parts, 'tsp', (unit) => nextBatch(unit, businessDate, after));
    if (!next) return ok(batches);
    const { row, isSent } = next;
    after = row.batchId;
    rows += row.batch.count;
    parts.progress?.('claims are batched', rows);
    const sent = !isSent
      ? ok(row)
      : await (files ? sendFile(parts, files, row) : sendOverWire(parts, row));
    if (!sent.ok) return sent;
    batches.push(summaryOf(sent.value));
  }
}
