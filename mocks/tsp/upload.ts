/** The day's debits to the PPP: a batch is fixed, with its hash, before it is sent, and sent until it is answered. */
import { toHex, utf8 } from '../../src/shared/bytes.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import { isoDate } from '../../src/shared/time.ts';
import type { components } from '../ppp/pppApi.generated.ts';
import { pppClient } from './blacklist.ts';
import { getAttempt, saveAttempt } from './book.ts';
import { openCase } from './cases.ts';
import type { PartyError } from './partyClient.ts';
import type { TspParts } from './ports.ts';
import { type AttemptRow, type ClaimState, issued } from './rows.ts';
import { commit, type Unit } from './unit.ts';

type Batch = components['schemas']['Batch'];
type BatchResult = components['schemas']['BatchResult'];
export type DebitRecord = components['schemas']['DebitRecord'];

export interface BatchRow {
  readonly batchId: string;
  readonly businessDate: string;
  readonly state: 'BATCHED' | 'SENT' | 'DONE';
  readonly batch: Batch;
  /** In the order of the records. */
  readonly attemptIds: readonly string[];
  readonly accepted: number;
  readonly rejected: number;
}

export type DayUpload = Result<readonly BatchRow[], PartyError>;

const hex = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');

function recordOf(attempt: AttemptRow, merchant: string): DebitRecord {
  const { init, mac1, terminalNo, keyIndex } = issued(attempt);
  return {
    terminalNo,
    terminalSequence: mac1.terminalSequence,
    cardSerial: attempt.asn,
    issuer: attempt.issuer,
    applicationType: attempt.applicationType,
    transactionType: '06',
    amountFen: attempt.amountFen,
    balanceBeforeFen: init.balanceFen,
    balanceAfterFen: init.balanceFen - attempt.amountFen,
    cardSequence: hex(init.sequence, 4),
    overdraftFen: init.overdraftFen,
    date: mac1.date,
    time: mac1.time,
    tac: attempt.tac!,
    mac2Verified: attempt.mac2 !== undefined,
    keyVersion: init.keyVersion,
    algorithmId: init.algorithmId,
    keyIndex: hex(keyIndex, 2),
    random: init.random,
    merchant,
    orderId: attempt.orderId,
  };
}

const batchKey = (businessDate: string) => `batch/${businessDate}/`;

async function claim(unit: Unit, ids: readonly string[], state: ClaimState): Promise<AttemptRow[]> {
  const rows: AttemptRow[] = [];
  for (const id of ids) {
    const row = { ...(await getAttempt(unit.tx, id))!, claim: state };
    await saveAttempt(unit, row);
    rows.push(row);
  }
  return rows;
}

/** The next batch of what is not claimed yet; `null` when there is nothing. */
async function collect(unit: Unit, businessDate: string): Promise<BatchRow | null> {
  const { parts, tx } = unit;
  const { limits, merchant, terminalGroup, environment } = parts;
  const due = await tx.list(`claim/${businessDate}/`, { limit: limits.batchRecords });
  if (due.length === 0) return null;
  const attemptIds = due.map(({ key }) => key.slice(key.lastIndexOf('/') + 1));
  const attempts = await claim(unit, attemptIds, 'BATCHED');
  const records = attempts.map((attempt) => recordOf(attempt, merchant));
  const number = (await tx.list(batchKey(businessDate))).length + 1;
  const { cutOff } = limits;
  const row: BatchRow = {
    batchId: `${terminalGroup}-${businessDate}-${String(number).padStart(2, '0')}`,
    businessDate,
    state: 'BATCHED',
    batch: {
      count: records.length,
      totalFen: records.reduce((total, { amountFen }) => total + amountFen, 0),
      sha256: toHex(await environment.crypto.sha256(utf8(JSON.stringify(records)))),
      cutoff: `${isoDate(businessDate)}T${cutOff.slice(0, 2)}:${cutOff.slice(2, 4)}:${cutOff.slice(4)}+08:00`,
      records,
    },
    attemptIds,
    accepted: 0,
    rejected: 0,
  };
  tx.put(batchKey(businessDate) + row.batchId, row);
  return row;
}

/** A refused claim stays open: the subscriber keeps the service, people ask the PPP. */
async function finish(unit: Unit, row: BatchRow, result: BatchResult): Promise<BatchRow> {
  const known = await unit.tx.get<BatchRow>(batchKey(row.businessDate) + row.batchId);
  if (known?.state === 'DONE') return known;
  const verdicts = new Map(result.results.map(({ index, result: code }) => [index, code]));
  let accepted = 0;
  for (const [index, attemptId] of row.attemptIds.entries()) {
    const code = verdicts.get(index);
    // A record the PPP says nothing about is not accepted.
    const [attempt] = await claim(unit, [attemptId], code === '00' ? 'ACCEPTED' : 'REJECTED');
    if (code === '00') accepted += 1;
    else await openCase(unit, 'claim-rejected', attempt!, `PPP said ${code ?? 'nothing'}`);
  }
  const done: BatchRow = {
    ...row,
    state: 'DONE',
    accepted,
    rejected: row.attemptIds.length - accepted,
  };
  unit.tx.put(batchKey(row.businessDate) + row.batchId, done);
  return done;
}

async function send(parts: TspParts, row: BatchRow): Promise<Result<BatchRow, PartyError>> {
  const ppp = pppClient(parts);
  const path = `/batches/${row.batchId}`;
  const taken = await ppp.put(path, row.batch);
  if (!taken.ok) return taken;
  await commit(parts, 'tsp', async (unit) => {
    const key = batchKey(row.businessDate) + row.batchId;
    if ((await unit.tx.get<BatchRow>(key))?.state === 'DONE') return;
    await claim(unit, row.attemptIds, 'SENT');
    unit.tx.put(key, { ...row, state: 'SENT' } satisfies BatchRow);
  });
  const result = await ppp.get<BatchResult>(`${path}/result`);
  if (!result.ok) return result;
  if (!Array.isArray(result.value?.results)) return fail({ kind: 'no-answer' });
  return ok(await commit(parts, 'tsp', (unit) => finish(unit, row, result.value)));
}

/**
 * Sends every debit of a business day (`YYYYMMDD`) that is not claimed yet; answers all batches of that day. Again after
 * a failure or a crash: the same batches under the same numbers.
 */
export async function uploadDay(parts: TspParts, businessDate: string): Promise<DayUpload> {
  for (;;) {
    const next = await commit(parts, 'tsp', async (unit) => {
      const rows = await unit.tx.list<BatchRow>(batchKey(businessDate));
      const unfinished = rows.find(({ value }) => value.state !== 'DONE')?.value;
      return unfinished ?? (await collect(unit, businessDate));
    });
    if (!next) break;
    const sent = await send(parts, next);
    if (!sent.ok) return sent;
  }
  const rows = await parts.store.transaction((tx) => tx.list<BatchRow>(batchKey(businessDate)));
  return ok(rows.map(({ value }) => value));
}
