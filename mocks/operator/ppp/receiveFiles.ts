/** Takes batches that come as files: judges them like those that come over the wire, and answers record by record. */
import { toHex, utf8 } from '../../../src/shared/bytes.ts';
import { moment } from '../settlement/days.ts';
import { fault } from '../settlement/fault.ts';
import { parseFileName } from '../settlement/fileNames.ts';
import type { FileReport } from '../settlement/fileReport.ts';
import { layouts } from '../settlement/layouts.ts';
import { sealFile } from '../settlement/sealedFile.ts';
import type { ClaimRow, FileExchange, VerdictRow } from '../settlement/settlementTypes.ts';
import { takeFiles } from '../settlement/takeFiles.ts';
import { takeBatch } from './batches.ts';
import type { Batch, DebitRecord, Issuer } from './pppTypes.ts';
import type { Acquirer, PppFileParts } from './settledDay.ts';

const LONGEST_REASON = 60;

/** The fields in their order over the wire, so that the same batch has the same hash both ways. */
const recordOf = ({ orderId, merchant, random, ...row }: ClaimRow): DebitRecord => ({
  ...row,
  random,
  merchant,
  orderId,
});

async function batchOf(
  { environment }: PppFileParts,
  rows: AsyncIterable<ClaimRow>,
): Promise<Omit<Batch, 'cutoff'>> {
  const records: DebitRecord[] = [];
  for await (const row of rows) records.push(recordOf(row));
  const hash = await environment.crypto.sha256(utf8(JSON.stringify(records)));
  const totalFen = records.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return { count: records.length, totalFen, sha256: toHex(hash), records };
}

/** Takes one acquirer's files. A whole batch is in memory, as over the wire: at most 20 000 records. */
async function receiveFrom(
  parts: PppFileParts & { readonly issuers: readonly Issuer[] },
  exchange: FileExchange,
  { acquirer, terminalGroup }: Acquirer,
  leave: (name: string) => boolean,
): Promise<FileReport[]> {
  const { environment, store, files } = parts;
  let judged = 0;
  return takeFiles<ClaimRow>({
    exchange,
    folder: 'ppp/in',
    layout: layouts.PP,
    hash: files.hash,
    sender: acquirer,
    leave,
    async take(name, file) {
      const { sender, date, batchNo } = file.head;
      const batchId = `${terminalGroup}-${date}-${batchNo}`;
      const batch = await batchOf(parts, file.rows());
      const taken = await store.transaction((tx) =>
        takeBatch(tx, parts, batchId, { ...batch, cutoff: '' }),
      );
      if ('refused' in taken) {
        return { fault: fault('duplicate', name, `${taken.refused.detail}; take another number`) };
      }
      const { count, totalFen } = batch;
      judged += count;
      files.progress?.('the PPP judges the claims', judged);
      const rows = taken.results.map(
        ({ index, result, reason = '' }): VerdictRow => ({
          index,
          result,
          reason: reason.slice(0, LONGEST_REASON),
        }),
      );
      const head = { sender, date, batchNo, createdAt: moment(environment.clock.now()) };
      const answer = sealFile(
        layouts.PR,
        head,
        { count, totalFen: taken.acceptedFen },
        rows,
        files.hash,
      );
      // `done`: the reader has taken this answer already; this run continues one that was interrupted.
      if ((await exchange.wasTaken('ppp/out', answer.name)) !== 'done') {
        await exchange.write('ppp/out', answer.name, answer.bytes, answer.seal);
      }
      const differences = rows.filter(({ result }) => result !== '00').length;
      return { sum: { count, totalFen }, answer: answer.name, differences };
    },
  });
}

/** Reads every PP in `ppp/in` and answers each with a PR in `ppp/out`. A file of an unknown sender is refused. */
export async function receiveFiles(
  parts: PppFileParts & { readonly issuers: readonly Issuer[] },
  exchange: FileExchange,
): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  const { acquirers } = parts.files;
  for (const [at, acquirer] of acquirers.entries()) {
    const isOf = (name: string, { acquirer: id }: Acquirer) => parseFileName(name)?.sender === id;
    const isLast = at === acquirers.length - 1;
    // A file of an unknown sender is left to the last acquirer, so that it is refused once.
    const leave = (name: string) =>
      acquirers.some((other) => other !== acquirer && isOf(name, other)) ||
      (!isLast && !isOf(name, acquirer));
    reports.push(...(await receiveFrom(parts, exchange, acquirer, leave)));
  }
  return reports;
}
