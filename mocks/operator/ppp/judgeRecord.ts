/** The verdict on one debit: the first rule that it breaks, or 00. */
import type { Transaction } from '../../store/store.ts';
import { getDebit, isCardListed, isListed } from './pppStore.ts';
import type { DebitRecord, Issuer, Verdict } from './pppTypes.ts';
import { tacOf } from './transactionCode.ts';

type Judgement = Pick<Verdict, 'result' | 'reason'>;

/**
 * Judges a record. Signs of forgery come first: an unknown or listed card, then a wrong TAC. A sequence number of a
 * card is paid once, in whichever batch it comes and whatever the first two bytes of its serial are; a rejected record does not use it up.
 */
export async function judgeRecord(
  tx: Transaction,
  issuers: readonly Issuer[],
  record: DebitRecord,
): Promise<Judgement> {
  const { cardSerial, terminalNo, amountFen } = record;
  const issuer = issuers.find((known) => known.issuer === record.issuer);
  if (!issuer) return { result: '03', reason: 'no such issuer' };
  if (await isCardListed(tx, cardSerial)) {
    return { result: '03', reason: 'the card is on the blacklist' };
  }
  if (tacOf(record, issuer.tacMasterKey) !== record.tac) {
    return { result: '01', reason: 'TAC is another' };
  }
  if (await isListed(tx, 'terminals', terminalNo)) {
    return { result: '05', reason: `terminal ${terminalNo} is on the blacklist` };
  }
  const before = await getDebit(tx, record);
  if (before) {
    return { result: '02', reason: `paid in batch ${before.batchId}, record ${before.index}` };
  }
  if (record.balanceBeforeFen - amountFen !== record.balanceAfterFen) {
    const { balanceBeforeFen, balanceAfterFen } = record;
    return { result: '04', reason: `${balanceBeforeFen} - ${amountFen} is not ${balanceAfterFen}` };
  }
  return { result: '00' };
}
