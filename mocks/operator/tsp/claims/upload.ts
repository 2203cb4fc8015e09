/** Uploads a day's debits to the PPP, over HTTP or as files. Each batch is sent until it is answered. */
import { ok, type Result } from '../../../../src/shared/result.ts';
import { listRows } from '../../../store/rowList.ts';
import type { PartyError } from '../base/partyClient.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { type BatchRow, batchesOf } from '../books/store/dayStore.ts';
import { isOn } from '../controls/switches.ts';
import { fileSetup } from './fileSetup.ts';
import { collectBatch } from './uploadBatch.ts';
import { sendAsFile } from './uploadFile.ts';
import { sendOverWire } from './uploadOverWire.ts';

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
      : await (files ? sendAsFile(parts, files, row) : sendOverWire(parts, row));
    if (!sent.ok) return sent;
    // Under its next number it comes again.
    if (sent.value === null) continue;
    batches.push(summaryOf(sent.value));
  }
}
