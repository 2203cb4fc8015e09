/** Cases: what only people can decide. A row is never deleted; the desk moves it. */
import type { Fen } from '../../../../src/shared/money.ts';
import type { components } from '../../../contract/opsApi.generated.ts';
import { type UnitOfWork, type Written, writtenIn } from '../base/unitOfWork.ts';
import { audit } from './journals/audit.ts';
import { caseNumber } from './numbers.ts';
import { allCases, type CaseRow, putCase } from './store/caseStore.ts';

export { type CaseRow, type CaseStepRow, getCase, openCasesOn } from './store/caseStore.ts';

type Schemas = components['schemas'];
export type CaseKind = Schemas['CaseKind'];
export type CaseState = Schemas['CaseState'];

/** Cases about the claim of a debit. */
export const CLAIM_CASES: readonly CaseKind[] = ['no-tac', 'claim-rejected', 'missing-at-ppp'];

/** What a case is about. */
export interface CaseSubject {
  readonly orderId?: string | undefined;
  readonly attemptId?: string | undefined;
  readonly amountFen: Fen;
}

/** Saves the row and its indexes: all open cases, and the open cases of an attempt or order. */
export const saveCase = ({ tx }: UnitOfWork, row: CaseRow): void =>
  putCase(tx, row, row.state !== 'CLOSED');

/** Returns the cases that a unit of work opened for the first time. */
export const openedIn = (written: Written): CaseRow[] =>
  writtenIn(written, allCases).filter(({ revision }) => revision === 1);

/** Opens a case in the caller's commit and returns its number. */
export async function openCase(
  unit: UnitOfWork,
  kind: CaseKind,
  on: CaseSubject,
  note?: string,
): Promise<string> {
  const { orderId, attemptId, amountFen } = on;
  const caseNo = await caseNumber(unit);
  const about = {
    ...(orderId === undefined ? {} : { orderId }),
    ...(attemptId === undefined ? {} : { attemptId }),
  };
  saveCase(unit, {
    caseNo,
    kind,
    state: 'OPEN',
    version: 1,
    revision: 1,
    ...about,
    amountFen,
    openedAt: unit.now,
    ...(note === undefined ? {} : { note }),
    steps: [],
  });
  await audit(unit, { what: `case.${kind}`, ...about, note: caseNo });
  return caseNo;
}
