/** What a phone's camera reads from the screen: the operator's page where there is one, else plain words. */
import { utf8 } from '../shared/bytes.ts';
import type { Fen } from '../shared/money.ts';
import type { Text } from '../tsp/tspTypes.ts';
import type { Operator } from '../ui/operator.ts';
import { QR_BYTES } from '../ui/qrCode.ts';
import { amount, dateAndTime, inFours } from '../ui/words/format.ts';
import { say, words } from '../ui/words/words.ts';

interface Paid {
  readonly receiptNo: string;
  readonly paidAt: string;
  readonly amountFen: Fen;
  readonly title: Text;
}

/** Never a name, never a card number. The title of the service is cut where it would not fit. */
export function receiptText({ receiptUrl }: Operator, paid: Paid): string {
  const receiptNo = paid.receiptNo.replace(/\s/g, '');
  if (receiptUrl !== undefined) return receiptUrl.replace('{receiptNo}', receiptNo);
  const { row, total } = words.value;
  const lines = [
    `${row.receiptNo} ${inFours(receiptNo)}`,
    `${row.paidAt} ${dateAndTime(paid.paidAt)}`,
    `${total.paid} ${amount(paid.amountFen)}`,
  ].join('\n');
  // A character takes three bytes at most; what takes four counts as two characters here.
  const left = Math.max(0, Math.floor((QR_BYTES - utf8(lines).length - 1) / 3));
  return `${lines}\n${say(paid.title).slice(0, left)}`;
}
