/** A batch as a file. The batch number is in the file's name, so the same batch gives the same file again. */
import { ok, type Result } from '../../../../src/shared/result.ts';
import { moment } from '../../settlement/days.ts';
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
import { finishBatch, markSent } from './uploadBatch.ts';

const numberOf = ({ batchId }: BatchRow): string => batchId.slice(-2);

const headOf = (parts: TspParts, { acquirer }: FileSetup, row: BatchRow) => ({
  sender: acquirer,
  date: row.businessDate,
  batchNo: numberOf(row),
  createdAt: moment(parts.environment.clock.now()),
});

/** Writes the file unless the PPP has taken it; a file that the PPP could not read is written again unchanged. */
export async function sendAsFile(
  parts: TspParts,
  files: FileSetup,
  row: BatchRow,
): Promise<Result<BatchRow, PartyError>> {
  const { exchange, hash } = files;
  const { count, totalFen, records } = row.batch;
  const file = sealFile(layouts.PP, headOf(parts, files, row), { count, totalFen }, records, hash);
  const isThere = row.state === 'SENT' && (await exchange.seal('ppp/in', file.name)) !== null;
  if (!isThere && (await exchange.wasTaken('ppp/in', file.name)) !== 'done') {
    await exchange.write('ppp/in', file.name, file.bytes, file.seal);
  }
  return ok(await commit(parts, 'tsp', (unit) => markSent(unit, row)));
}

/** Whether the PPP's answer file could not be read. The PPP gives the same verdicts over HTTP. */
export async function isAnswerDamaged(
  parts: TspParts,
  files: FileSetup,
  row: BatchRow,
): Promise<boolean> {
  const name = fileName('PR', headOf(parts, files, row));
  return (await files.exchange.wasTaken('ppp/out', name)) === 'error';
}

/** Takes the PPP's answer files and finishes their batches. */
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
      if (!row) {
        const message = `${name}: there is no batch ${batchId}; ask the PPP whose it is`;
        return { fault: { kind: 'foreign', file: name, message } };
      }
      const verdicts: VerdictRow[] = [];
      for await (const verdict of file.rows()) verdicts.push(verdict);
      const done = await commit(parts, 'tsp', (unit) => finishBatch(unit, row, verdicts));
      return { sum: { count, totalFen }, differences: done.rejected };
    },
  });
}
