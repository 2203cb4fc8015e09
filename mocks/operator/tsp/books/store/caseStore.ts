/** Cases in the store: all, the open ones, and the open ones about an order or attempt. */
import type { Fen } from '../../../../../src/shared/money.ts';
import type { Instant } from '../../../../../src/shared/time.ts';
import type { components } from '../../../../contract/opsApi.generated.ts';
import { listRows, type RowList, rowList } from '../../../../store/rowList.ts';
import type { Transaction } from '../../../../store/store.ts';
import { keys } from './tspKeys.ts';

type Schemas = components['schemas'];

/** A step that a person took. */
export interface CaseStepRow {
  readonly at: Instant;
  readonly who: string;
  readonly step: Schemas['CaseStepName'];
  readonly decision?: Schemas['Decision'];
  readonly reason: string;
  readonly refundRef?: string;
  /** Digest of the postings that this person was shown. */
  readonly previewDigest?: string;
}

export interface CaseRow {
  readonly caseNo: string;
  readonly kind: Schemas['CaseKind'];
  readonly state: Schemas['CaseState'];
  /** Counts the openings, from 1. */
  readonly version: number;
  /** Counts every change, from 1. */
  readonly revision: number;
  /** Absent for money that belongs to no known order. */
  readonly orderId?: string;
  readonly attemptId?: string;
  /** For a difference of totals it may be 0 or negative. */
  readonly amountFen: Fen;
  readonly openedAt: Instant;
  readonly note?: string;
  readonly assignee?: string;
  /** The proposed decision; after the approval, the decision. */
  readonly decision?: Schemas['Decision'];
  readonly proposedBy?: string;
  readonly refundRef?: string;
  /** Digest of the postings that the proposer was shown: nothing else is posted. */
  readonly previewDigest?: string;
  readonly closedAt?: Instant;
  /** How it ended, if no person ended it. */
  readonly ending?: string;
  readonly steps: readonly CaseStepRow[];
}

export const allCases: RowList<CaseRow> = rowList(keys.cases);
/** Numbers of the cases that are not closed. */
export const openCases: RowList<true> = rowList(keys.openCases);

export const getCase = (tx: Transaction, caseNo: string) => tx.get<CaseRow>(keys.case(caseNo));

/** Writes the row and its indexes. */
export function putCase(tx: Transaction, row: CaseRow, isOpen: boolean): void {
  const { caseNo, orderId, attemptId } = row;
  tx.put(keys.case(caseNo), row);
  const indexes = [keys.openCases];
  for (const id of [orderId, attemptId]) if (id !== undefined) indexes.push(keys.casesOn(id));
  for (const index of indexes) {
    if (isOpen) tx.put(index + caseNo, true);
    else tx.delete(index + caseNo);
  }
}

/** Reads the cases about this order or attempt that are not closed, oldest first. */
export async function openCasesOn(tx: Transaction, id: string): Promise<CaseRow[]> {
  const found: CaseRow[] = [];
  for (const { id: caseNo } of await listRows(tx, rowList(keys.casesOn(id)))) {
    const row = await getCase(tx, caseNo);
    if (row) found.push(row);
  }
  return found;
}

/** The number of the case that was paid back by this transfer. */
export const getCaseOfTransfer = (tx: Transaction, reference: string) =>
  tx.get<string>(keys.caseOfTransfer(reference));
export const putCaseOfTransfer = (tx: Transaction, reference: string, caseNo: string): void =>
  tx.put(keys.caseOfTransfer(reference), caseNo);
