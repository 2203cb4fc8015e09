/** The day's debits to the PPP, over the wire or as files, batch by batch, each until it is answered. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import type { components } from '../../../contract/pppApi.generated.ts';
import type { PartyError } from '../base/partyClient.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { pppClient } from '../controls/blacklist.ts';
import { isOn } from '../controls/switches.ts';
import { type FileSetup, fileSetup } from './fileSetup.ts';
import { type BatchRow, batchPrefix, collectBatch, finishBatch, markSent } from './uploadBatch.ts';
import { isAnswerSpoilt, sendAsFile } from './uploadFile.ts';

export type { BatchRow, DebitRecord } from './uploadBatch.ts';

type BatchResult = components['schemas']['BatchResult'];

export type DayUpload = Result<readonly BatchRow[], PartyError>;

async function askVerdicts(parts: TspParts, row: BatchRow): Promise<Result<BatchRow, PartyError>> {
  const result = await pppClient(parts).get<BatchResult>(`/batches/${row.batchId}/result`);
  if (!result.ok) return result;
  const { results } = result.value ?? {};
  if (!Array.isArray(results)) return fail({ kind: 'no-answer' });
  return ok(await commit(parts, 'tsp', (unit) => finishBatch(unit, row, results)));
}

async function sendOverWire(parts: TspParts, row: BatchRow): Promise<Result<BatchRow, PartyError>> {
  const taken = await pppClient(parts).put(`/batches/${row.batchId}`, row.batch);
  if (!taken.ok) return taken;
  return askVerdicts(parts, await commit(parts, 'tsp', (unit) => markSent(unit, row)));
}

/** A file that was delivered is waited for; its verdicts come as a file, later. */
function sendFile(
  parts: TspParts,
  files: FileSetup,
  row: BatchRow,
): Promise<Result<BatchRow, PartyError>> {
  return isAnswerSpoilt(parts, files, row).then((isSpoilt) =>
    isSpoilt ? askVerdicts(parts, row) : sendAsFile(parts, files, row),
  );
}

const batchesOf = async (parts: TspParts, businessDate: string): Promise<BatchRow[]> =>
  parts.store.transaction(async (tx) =>
    (await tx.list<BatchRow>(batchPrefix(businessDate))).map(({ value }) => value),
  );

/**
 * Sends every debit of a business day (`YYYYMMDD`) that is not claimed yet; answers all batches of that day. Again after
 * a failure or a crash: the same batches under the same numbers. While batches are switched off nothing is sent. Rejects
 * when files are to be exchanged and their place cannot be reached.
 */
export async function uploadDay(parts: TspParts, businessDate: string): Promise<DayUpload> {
  const files = parts.uploadBy === 'file' ? fileSetup(parts) : null;
  const tried = new Set<string>();
  let rows = 0;
  for (;;) {
    const next = await commit(parts, 'tsp', async (unit) => {
      if (!(await isOn(unit.tx, 'batches'))) return null;
      const rows = await unit.tx.list<BatchRow>(batchPrefix(businessDate));
      const open = rows.map(({ value }) => value).filter(({ state }) => state !== 'DONE');
      const unfinished = open.find(({ batchId }) => !tried.has(batchId));
      return unfinished ?? (await collectBatch(unit, businessDate));
    });
    if (!next) break;
    tried.add(next.batchId);
    rows += next.batch.count;
    parts.progress?.('claims are batched', rows);
    const sent = await (files ? sendFile(parts, files, next) : sendOverWire(parts, next));
    if (!sent.ok) return sent;
  }
  return ok(await batchesOf(parts, businessDate));
}
