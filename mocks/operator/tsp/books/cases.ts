/** What only people can settle. The row is kept for ever; how it moves is the desk's business. */
import type { Fen } from '../../../../src/shared/money.ts';
import type { Instant } from '../../../../src/shared/time.ts';
import type { components } from '../../../contract/opsApi.generated.ts';
import type { Transaction } from '../../../store/store.ts';
import { type UnitOfWork, type Written, writtenUnder } from '../base/unitOfWork.ts';
import { audit } from './audit.ts';
import { caseNumber } from './numbers.ts';

type Schemas = components['schemas'];
export type CaseKind = Schemas['CaseKind'];
export type CaseState = Schemas['CaseState'];

/** One thing a person did about it. */
export interface CaseStepRow {
  readonly at: Instant;
  readonly who: string;
  readonly step: Schemas['CaseStepName'];
  readonly decision?: Schemas['Decision'];
  readonly reason: string;
  readonly refundRef?: string;
  /** Of what this person was shown would be booked. */
  readonly previewDigest?: string;
}

export interface CaseRow {
  readonly caseNo: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** Counts the openings, from 1. */
  readonly version: number;
  /** Counts every change, from 1. */
  readonly revision: number;
  /** Absent where money turned up that belongs to no order we know. */
  readonly orderId?: string;
  readonly attemptId?: string;
  /** Of a difference of totals it may be 0 or negative. */
  readonly amountFen: Fen;
  readonly openedAt: Instant;
  readonly note?: string;
  readonly assignee?: string;
  /** Proposed, and once approved: decided. */
  readonly decision?: Schemas['Decision'];
  readonly proposedBy?: string;
  readonly refundRef?: string;
  /** Of what was shown to the person who proposed it: nothing else is booked. */
  readonly previewDigest?: string;
  readonly closedAt?: Instant;
  /** How it ended, where no person ended it. */
  readonly ending?: string;
  readonly steps: readonly CaseStepRow[];
}

/** What a case is about. */
export interface CaseSubject {
  readonly orderId?: string | undefined;
  readonly attemptId?: string | undefined;
  readonly amountFen: Fen;
}

export const getCase = (tx: Transaction, caseNo: string) => tx.get<CaseRow>(`case/${caseNo}`);

const onKey = (id: string, caseNo: string) => `caseOn/${id}/${caseNo}`;

/** The row with its indexes: all that are open, and those that are open about one attempt or order. */
export function saveCase({ tx }: UnitOfWork, row: CaseRow): void {
  const { caseNo, orderId, attemptId } = row;
  tx.put(`case/${caseNo}`, row);
  const keys = [`caseOpen/${caseNo}`];
  for (const id of [orderId, attemptId]) if (id !== undefined) keys.push(onKey(id, caseNo));
  for (const key of keys) {
    if (row.state === 'CLOSED') tx.delete(key);
    else tx.put(key, true);
  }
}

/** The cases a unit of work opened for the first time. */
export const openedIn = (written: Written): CaseRow[] =>
  writtenUnder<CaseRow>(written, 'case/').filter(({ revision }) => revision === 1);

/** Cases about this order or attempt that are not closed, oldest first. */
export async function openCasesOn(tx: Transaction, id: string): Promise<CaseRow[]> {
  const found: CaseRow[] = [];
  for (const { key } of await tx.list(onKey(id, ''))) {
    const row = await getCase(tx, key.slice(key.lastIndexOf('/') + 1));
    if (row) found.push(row);
  }
  return found;
}

/** Opens a case in the caller's commit; answers its number. */
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
