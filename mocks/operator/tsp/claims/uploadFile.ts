/** A batch as a file. The batch number is in the file's name, so the same batch gives the same file again. */
import { ok, type Result } from '../../../../src/shared/result.ts';
import { moment } from '../../settlement/days.ts';
import { fault } from '../../settlement/fault.ts';
import { fileName } from '../../settlement/fileNames.ts';
import type { FileReport } from '../../settlement/fileReport.ts';
import { layouts } from '../../settlement/layouts.ts';
import { sealFile } from '../../settlement/sealedFile.ts';
import type { VerdictRow } from '../../settlement/settlementTypes.ts';
import { takeFiles } from '../../settlement/takeFiles.ts';
import type { PartyError } from '../base/partyClient.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { type BatchRow, getBatch } from '../books/store/dayStore.ts';
import type { FileSetup } from './fileSetup.ts';
import { finishBatch, isComplete, markSent } from './uploadBatch.ts';

const numberOf = ({ batchId }: BatchRow): string => batchId.slice(-2);

const headOf = (parts: TspParts, { acquirer }: FileSetup, row: BatchRow) => ({
  sender: acquirer,
  date: row.businessDate,
  batchNo: numberOf(row),
  createdAt: moment(parts.environment.clock.now()),
});

/**
 * Notes that the batch is sent, then writes its file unless the PPP has taken it. A file that the PPP could not read is
 * written again unchanged.
 */
export async function sendAsFile(
  parts: TspParts,
  files: FileSetup,
  row: BatchRow,
): Promise<Result<BatchRow, PartyError>> {
  const { exchange, hash } = files;
  const { count, totalFen, records } = row.batch;
  const file = sealFile(layouts.PP, headOf(parts, files, row), { count, totalFen }, records, hash);
  const sent = await commit(parts, 'tsp', (unit) => markSent(unit, row));
  const isThere = row.state === 'SENT' && (await exchange.seal('ppp/in', file.name)) !== null;
  if (!isThere && (await exchange.wasTaken('ppp/in', file.name)) !== 'done') {
    await exchange.write('ppp/in', file.name, file.bytes, file.seal);
  }
  return ok(sent);
}

/** Whether the PPP took the batch and its answer file could not be read. It gives the same verdicts over HTTP. */
export async function isAnswerDamaged(
  parts: TspParts,
  files: FileSetup,
  row: BatchRow,
): Promise<boolean> {
  if (row.state !== 'SENT') return false;
  const { exchange } = files;
  const [claims, answer] = (['PP', 'PR'] as const).map((kind) =>
    fileName(kind, headOf(parts, files, row)),
  ) as [string, string];
  return (
    (await exchange.wasTaken('ppp/in', claims)) === 'done' &&
    (await exchange.wasTaken('ppp/out', answer)) === 'error'
  );
}

/** Takes the PPP's answer files and finishes their batches. An answer to what was not sent is refused. */
export function takeVerdicts(parts: TspParts, files: FileSetup): Promise<FileReport[]> {
  const { exchange, hash, acquirer } = files;
  return takeFiles<VerdictRow>({
    exchange,
    folder: 'ppp/out',
    layout: layouts.PR,
    hash,
    sender: acquirer,
    leave: (name) => !name.startsWith('PR'),
    async take(name, file) {
      const { date, batchNo, count, totalFen } = file.head;
      const batchId = `${parts.terminalGroup}-${date}-${batchNo}`;
      const row = await parts.store.transaction((tx) => getBatch(tx, date, batchId));
      if (!row || row.state === 'BATCHED') {
        const message = `batch ${batchId} was not sent; ask the PPP whose it is`;
        return { fault: fault('foreign', name, message) };
      }
      const verdicts: VerdictRow[] = [];
      for await (const verdict of file.rows()) verdicts.push(verdict);
      if (!isComplete(row, verdicts)) {
        const message = `${verdicts.length} verdicts on ${row.batch.count} records; send them again`;
        return { fault: fault('totals', name, message) };
      }
      const done = await commit(parts, 'tsp', (unit) => finishBatch(unit, row, verdicts));
      return { sum: { count, totalFen }, differences: done.rejected };
    },
  });
}
