/** Batches of debits: taken as a whole or not at all, judged record by record, paid once. */
import { toHex } from '../../../src/shared/bytes.ts';
import type { Crypto } from '../../../src/shared/crypto.ts';
import type { Refusal } from '../../contract/contractServer.ts';
import type { Transaction } from '../../store/store.ts';
import { judgeRecord } from './judgeRecord.ts';
import {
  getBatchRecord,
  putBatchRecord,
  putDebit,
  putSettlement,
  settlementOf,
} from './pppStore.ts';
import type {
  AcceptedDebit,
  Batch,
  BatchResult,
  Issuer,
  PppAnswer,
  PppCall,
  PppProblem,
  Settlement,
  Verdict,
} from './pppTypes.ts';
import { saveSettled } from './settledDay.ts';

export interface PppParts {
  readonly crypto: Crypto;
  readonly issuers: readonly Issuer[];
}

const statuses = {
  'batch.unknown': 404,
  'batch.conflict': 409,
  'batch.hash': 422,
  'batch.totals': 422,
};

const refuse = (code: keyof typeof statuses, detail: string): Refusal<PppProblem> => ({
  refused: { status: statuses[code], code, detail },
});

/** The day on which a batch is settled is in its id. */
const dateOf = (batchId: string): string => batchId.split('-')[1] ?? '';

const add = (fen: readonly number[]): number => fen.reduce((sum, amount) => sum + amount, 0);

/** Checks hash, count and total of the head against the records. */
async function headFault(crypto: Crypto, batch: Batch): Promise<Refusal<PppProblem> | null> {
  const bytes = new TextEncoder().encode(JSON.stringify(batch.records));
  const sha256 = toHex(await crypto.sha256(bytes));
  if (sha256 !== batch.sha256) {
    return refuse('batch.hash', `sha256: ${batch.sha256}, the records have ${sha256}`);
  }
  const { length } = batch.records;
  if (length !== batch.count) {
    return refuse('batch.totals', `count: ${batch.count}, there are ${length} records`);
  }
  const totalFen = add(batch.records.map(({ amountFen }) => amountFen));
  if (totalFen !== batch.totalFen) {
    return refuse('batch.totals', `totalFen: ${batch.totalFen}, the records add up to ${totalFen}`);
  }
  return null;
}

async function judgeAll(
  tx: Transaction,
  issuers: readonly Issuer[],
  batchId: string,
  batch: Batch,
) {
  const results: Verdict[] = [];
  const accepted: AcceptedDebit[] = [];
  for (const [index, record] of batch.records.entries()) {
    const judgement = await judgeRecord(tx, issuers, record);
    results.push({ index, ...judgement });
    if (judgement.result !== '00') continue;
    const { cardSerial, cardSequence, terminalNo, terminalSequence, amountFen, orderId } = record;
    const at = { batchId, index, cardSerial, cardSequence, terminalNo, terminalSequence };
    const debit: AcceptedDebit = { ...at, amountFen, orderId };
    putDebit(tx, record, debit);
    await saveSettled(tx, debit);
    accepted.push(debit);
  }
  return { results, accepted };
}

/**
 * Takes a batch, whether it came over the wire or as a file. Idempotent by id and hash: the same batch again changes
 * nothing, a different batch under its id is a conflict.
 */
export async function takeBatch(
  tx: Transaction,
  { issuers }: Pick<PppParts, 'issuers'>,
  batchId: string,
  batch: Batch,
): Promise<BatchResult | Refusal<PppProblem>> {
  const { count, totalFen, sha256 } = batch;
  const before = await getBatchRecord(tx, batchId);
  if (before && before.sha256 !== sha256) {
    return refuse('batch.conflict', `${batchId} was another batch, with sha256 ${before.sha256}`);
  }
  if (before) return before.result;
  const { results, accepted } = await judgeAll(tx, issuers, batchId, batch);
  const acceptedFen = add(accepted.map(({ amountFen }) => amountFen));
  const result = { batchId, acceptedCount: accepted.length, acceptedFen, results };
  putBatchRecord(tx, batchId, { sha256, count, totalFen, result });
  const day = await settlementOf(tx, dateOf(batchId));
  const more: Settlement = {
    date: day.date,
    count: day.count + accepted.length,
    totalFen: day.totalFen + acceptedFen,
  };
  putSettlement(tx, more);
  return result;
}

export async function putBatch(
  tx: Transaction,
  parts: PppParts,
  { params, body }: PppCall<'putBatch'>,
): PppAnswer<'putBatch'> {
  const { batchId } = params;
  const { count, totalFen } = body;
  const taken =
    (await headFault(parts.crypto, body)) ?? (await takeBatch(tx, parts, batchId, body));
  return 'refused' in taken ? taken : { status: 202, body: { batchId, count, totalFen } };
}

export async function getBatchResult(
  tx: Transaction,
  _parts: PppParts,
  { params }: PppCall<'getBatchResult'>,
): PppAnswer<'getBatchResult'> {
  const record = await getBatchRecord(tx, params.batchId);
  if (!record) return refuse('batch.unknown', `${params.batchId} never came`);
  return { status: 200, body: record.result };
}

export async function getSettlement(
  tx: Transaction,
  _parts: PppParts,
  { params }: PppCall<'getSettlement'>,
): PppAnswer<'getSettlement'> {
  return { status: 200, body: await settlementOf(tx, params.date) };
}
