/**
 * A batch as a file. Number, moment and hash of the file are remembered before it is written: the same batch gives the same
 * file again, and a file of another hand under its name is told from it.
 */
import { ok } from '../../../../src/shared/result.ts';
import { moment } from '../../settlement/days.ts';
import { fault } from '../../settlement/fault.ts';
import { fileName } from '../../settlement/fileNames.ts';
import type { FileReport } from '../../settlement/fileReport.ts';
import { layouts } from '../../settlement/layouts.ts';
import { sealFile } from '../../settlement/sealedFile.ts';
import type { FileFault, VerdictRow } from '../../settlement/settlementTypes.ts';
import { LATER, takeFiles } from '../../settlement/takeFiles.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { type BatchRow, getBatch, noteVerdicts } from '../books/store/dayStore.ts';
import type { FileSetup } from './fileSetup.ts';
import { acceptedFen, finishBatch, isComplete } from './finishBatch.ts';
import { markSent } from './uploadBatch.ts';
import { askVerdicts, askWhose, giveNextNumber, type SentBatch } from './uploadOverWire.ts';

const nameOf = (kind: 'PP' | 'PR', { acquirer }: FileSetup, row: BatchRow): string =>
  fileName(kind, {
    sender: acquirer,
    date: row.businessDate,
    batchNo: row.batchId.slice(-2),
  });

function fileOf({ acquirer, hash }: FileSetup, row: BatchRow, createdAt: string) {
  const { count, totalFen, records } = row.batch;
  const batchNo = row.batchId.slice(-2);
  const head = { sender: acquirer, date: row.businessDate, batchNo, createdAt };
  return sealFile(layouts.PP, head, { count, totalFen }, records, hash);
}

/**
 * Where the file of a batch is. `taken`: the PPP has taken this very file. `other`: it took a file of another hand under
 * this name. `unknown`: it took one, and whose it was cannot be seen. `refused`: the PPP could not use it.
 */
type Place = 'taken' | 'other' | 'unknown' | 'waiting' | 'refused' | 'nowhere';

async function placeOf(files: FileSetup, row: BatchRow): Promise<Place> {
  const { exchange } = files;
  const name = nameOf('PP', files, row);
  const ours = row.file?.sha256;
  const taken = await exchange.wasTaken('ppp/in', name);
  if (taken === 'done') {
    if (row.state === 'BATCHED') return 'other';
    const seal = await exchange.takenSeal('ppp/in', name);
    if (ours === undefined || seal === null) return 'unknown';
    return seal.sha256 === ours ? 'taken' : 'other';
  }
  const seal = await exchange.seal('ppp/in', name);
  if (seal !== null && seal.sha256 === ours) return 'waiting';
  return taken === 'error' && row.state === 'SENT' ? 'refused' : 'nowhere';
}

/** Notes that the batch is sent, then writes its file. */
async function write(parts: TspParts, files: FileSetup, row: BatchRow): Promise<BatchRow> {
  const createdAt = row.file?.createdAt ?? moment(parts.environment.clock.now());
  const file = fileOf(files, row, createdAt);
  for await (const _ of file.bytes);
  const { sha256 } = file.seal();
  const sent = await commit(parts, 'tsp', (unit) =>
    markSent(unit, { ...row, file: { createdAt, sha256 } }),
  );
  await files.exchange.write('ppp/in', file.name, file.bytes, file.seal);
  return sent;
}

/**
 * Sends the batch as a file; the verdicts come as a file later. Verdicts that are lost, or could not be read, are asked for
 * over HTTP; while the PPP does not answer there the batch waits, and others go on. When the PPP has taken or has kept
 * another batch under the number, this one gets the next.
 */
export async function sendAsFile(
  parts: TspParts,
  files: FileSetup,
  row: BatchRow,
): Promise<SentBatch> {
  switch (await placeOf(files, row)) {
    case 'waiting':
      return ok(row);
    case 'other':
      return giveNextNumber(parts, row);
    case 'taken': {
      // It is there also if its seal cannot be read now.
      const isThere = await files.exchange.seal('ppp/out', nameOf('PR', files, row)).then(
        (seal) => seal !== null,
        () => true,
      );
      if (isThere) return ok(row);
      const asked = await askVerdicts(parts, row);
      return asked.ok ? asked : ok(row);
    }
    case 'unknown': {
      const asked = await askWhose(parts, row);
      return asked.ok ? asked : ok(row);
    }
    case 'refused': {
      const asked = await askWhose(parts, row);
      return asked.ok ? asked : ok(await write(parts, files, row));
    }
    case 'nowhere':
      return ok(await write(parts, files, row));
  }
}

/**
 * Takes the PPP's answer files and finishes their batches. An answer to what was not sent, or to a batch of another hand, is
 * refused. One to a batch that still waits for the PPP is left: it cannot be the PPP's, or the PPP is about to move the
 * batch away.
 */
export function takeVerdicts(
  parts: TspParts,
  files: FileSetup,
  onNotReady: (found: FileFault) => Promise<void>,
): Promise<FileReport[]> {
  const { exchange, hash, acquirer } = files;
  return takeFiles<VerdictRow>({
    exchange,
    folder: 'ppp/out',
    layout: layouts.PR,
    hash,
    sender: acquirer,
    leave: (name) => !name.startsWith('PR'),
    onNotReady,
    async take(name, file) {
      const { date, batchNo, count, totalFen } = file.head;
      const batchId = `${parts.terminalGroup}-${date}-${batchNo}`;
      const row = await parts.store.transaction((tx) => getBatch(tx, date, batchId));
      if (!row || row.state === 'BATCHED') {
        const message = `batch ${batchId} was not sent; ask the PPP whose it is`;
        return { fault: fault('foreign', name, message) };
      }
      const place = row.state === 'DONE' ? 'taken' : await placeOf(files, row);
      if (place === 'other' || place === 'unknown') {
        const message = `it is not proven that the PPP took batch ${batchId} as it was sent`;
        return { fault: fault('foreign', name, `${message}; it is asked over HTTP`) };
      }
      if (place !== 'taken') return LATER;
      const verdicts: VerdictRow[] = [];
      for await (const verdict of file.rows()) verdicts.push(verdict);
      if (!isComplete(row, verdicts)) {
        const message = `${verdicts.length} verdicts on ${row.batch.count} records; send them again`;
        return { fault: fault('totals', name, message) };
      }
      const accepted = acceptedFen(row, verdicts);
      if (accepted !== totalFen) {
        const message = `its total is ${totalFen} fen, its verdicts accept ${accepted}`;
        return { fault: fault('totals', name, `${message}; send them again`) };
      }
      // What accepts nothing is in no closing file, whichever came first.
      if (accepted > 0)
        await parts.store.transaction((tx) => noteVerdicts(tx, date, file.head.createdAt));
      const done = await commit(parts, 'tsp', (unit) => finishBatch(unit, row, verdicts));
      return { sum: { count, totalFen }, differences: done.rejected };
    },
  });
}
