/** Judges one debit as a claim of it would be judged now, and keeps nothing: neither the claim nor the card's number is used. */
import type { Transaction } from '../../store/store.ts';
import type { PppParts } from './batches.ts';
import { judgeRecord } from './judgeRecord.ts';
import type { PppAnswer, PppCall } from './pppTypes.ts';

const RESULTS: Readonly<Record<string, 'right' | 'wrong'>> = { '00': 'right', '01': 'wrong' };

export async function checkTac(
  tx: Transaction,
  { issuers }: PppParts,
  { body }: PppCall<'checkTac'>,
): PppAnswer<'checkTac'> {
  const { result: claim, reason } = await judgeRecord(tx, issuers, body);
  const result = RESULTS[claim] ?? 'unknown';
  return { status: 200, body: { result, claim, ...(reason === undefined ? {} : { reason }) } };
}
