/** What a difference said when people decided its case: a decision about one amount is none about another. */
import type { Fen } from '../../../../src/shared/money.ts';
import type { Found } from '../../settlement/classify.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { type CaseRow, type CaseState, getCase } from '../books/cases.ts';
import type { DifferenceRow } from '../books/dayRows.ts';

type Facts = Pick<Found, 'class' | 'tspFen' | 'bossFen' | 'pppFen' | 'bossState' | 'note'>;

/** The amount that its case is about. */
export const amountOf = ({ tspFen, bossFen, pppFen }: Facts): Fen =>
  tspFen ?? bossFen ?? pppFen ?? 0;

/**
 * What people decide on. Our own state is left out: it follows from what they decide. The note of a difference of totals
 * says how much is not explained; the totals themselves may grow on both sides.
 */
function factsOf({ class: kind, tspFen, bossFen, pppFen, bossState, note }: Facts): string {
  const amounts = kind === 'TOTAL_ONLY' ? [] : [tspFen, bossFen, pppFen];
  const state = kind === 'STATE_DIFF' ? bossState : '';
  return [...amounts, state, note].map((fact) => fact ?? '').join('|');
}

/** In these states nobody has proposed anything yet. */
const NOT_DECIDED: readonly CaseState[] = ['OPEN', 'ASSIGNED', 'EVIDENCE'];

/**
 * Whether the closed case answers the finding. A claim that was made again answers nothing if it is still not paid, and a
 * case that ended by itself was not decided.
 */
export const isAnswered = (closed: CaseRow, before: DifferenceRow, found: Found): boolean =>
  closed.decision !== undefined &&
  closed.decision !== 'rework' &&
  (before.decidedOn ?? factsOf(before)) === factsOf(found);

/** From the proposal on the facts stay those that were proposed on, whatever later files say. */
export async function decidedOn(
  { tx }: UnitOfWork,
  before: DifferenceRow | undefined,
  row: DifferenceRow,
): Promise<Pick<DifferenceRow, 'decidedOn'>> {
  const { caseNo } = row;
  if (caseNo === undefined) return {};
  const state = (await getCase(tx, caseNo))?.state ?? 'OPEN';
  const isNew = before?.caseNo !== caseNo || NOT_DECIDED.includes(state);
  return { decidedOn: isNew ? factsOf(row) : (before.decidedOn ?? factsOf(before)) };
}
