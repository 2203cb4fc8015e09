/** A debit as the PPP is told of it: in a batch, or when it is asked about its TAC. */
import type { components } from '../../../contract/pppApi.generated.ts';
import { type AttemptRow, issued } from './rows.ts';

export type DebitRecord = components['schemas']['DebitRecord'];

const hex = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');

/** The attempt must have a TAC. */
export function recordOf(attempt: AttemptRow, merchant: string): DebitRecord {
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
