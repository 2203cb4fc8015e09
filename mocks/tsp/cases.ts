/** What only people can settle. Closing a case needs two of them and is not done here. */
import { audit } from './audit.ts';
import { caseNumber } from './numbers.ts';
import type { Unit } from './unit.ts';

export type CaseKind =
  | 'doubt-aged'
  | 'evidence-conflict'
  | 'activation-stuck'
  | 'credit-refused'
  | 'surplus-refused'
  /** BOSS never said whether it booked the money: ask it before paying anything back. */
  | 'credit-stuck'
  /** A debit known by the card's log alone: it must be claimed from the PPP by hand. */
  | 'no-tac'
  | 'claim-rejected';

export interface CaseRow {
  readonly caseNo: string;
  readonly kind: CaseKind;
  readonly orderId: string;
  readonly attemptId?: string;
  readonly amountFen: number;
  readonly openedAt: number;
  readonly note?: string;
}

/** Opens a case in the caller's commit; answers its number. */
export async function openCase(
  unit: Unit,
  kind: CaseKind,
  on: { orderId: string; attemptId?: string | undefined; amountFen: number },
  note?: string,
): Promise<string> {
  const { orderId, attemptId, amountFen } = on;
  const caseNo = await caseNumber(unit);
  const about = { orderId, ...(attemptId === undefined ? {} : { attemptId }) };
  const why = note === undefined ? {} : { note };
  unit.tx.put(`case/${caseNo}`, {
    caseNo,
    kind,
    ...about,
    amountFen,
    openedAt: unit.now,
    ...why,
  } satisfies CaseRow);
  await audit(unit, { what: `case.${kind}`, ...about, note: caseNo });
  return caseNo;
}
