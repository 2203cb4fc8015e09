/**
 * What a decision does, told by the code that does it: `postDecision` runs, and what it wrote is read back. A preview is
 * such a run that is given up; an approval is one that is kept, if it did what both people were shown.
 */
import { toHex, utf8 } from '../../../../src/shared/bytes.ts';
import { canonicalJson } from '../base/canonicalJson.ts';
import type { TspParts } from '../base/ports.ts';
import { commitIfKept, type UnitOfWork, type Written, watchWrites } from '../base/unitOfWork.ts';
import { isInLine } from '../books/book.ts';
import { type CaseRow, getCase, openedIn } from '../books/cases.ts';
import { mayCase } from '../books/caseTransitions.ts';
import { type PostingSet, postedIn, sidesOf } from '../books/ledger.ts';
import { enqueuedIn } from '../books/outboxRows.ts';
import type { AttemptRow } from '../books/rows.ts';
import type { Decision, DecisionPreview } from '../controls/desk.ts';
import { creditAsked } from '../delivery/credit.ts';
import { type LoadedFacts, loadFacts } from './caseFacts.ts';
import { decisionsOn } from './decisions.ts';
import { postDecision } from './postDecision.ts';

type Asked = DecisionPreview['asks'][number];

/** What BOSS has opened, may still open, or has credited is not paid back as well. */
export const needsBossWord = (decision: Decision): boolean => decision === 'refund';

function postingOf(set: PostingSet): DecisionPreview['postings'][number] {
  const { kind, orderId, attemptId } = set;
  const { amountFen, debit, credit } = sidesOf(set);
  return { kind, orderId, attemptId, amountFen: amountFen!, debit: debit!, credit: credit! };
}

/** What BOSS is only asked for now: whether and when it is booked is for BOSS to say. */
async function askedOfBoss({ tx }: UnitOfWork, written: Written): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const row of enqueuedIn(written)) {
    const isCredit = row.kind === 'CREDIT' || row.kind === 'SURPLUS_CREDIT';
    const credit = isCredit ? await creditAsked(tx, row) : undefined;
    asked.push({ what: row.kind, ...(credit && { amountFen: credit.amountFen }) });
  }
  return asked;
}

/** Asked of the PPP: what was in line before is no news. */
async function claimed(
  { tx }: UnitOfWork,
  attempt: AttemptRow | undefined,
  wasInLine: boolean,
): Promise<Asked[]> {
  const isNew = attempt && !wasInLine && (await isInLine(tx, attempt));
  return isNew ? [{ what: 'CLAIM', amountFen: attempt.amountFen }] : [];
}

/** Does it in the caller's commit, and says what that was. `isDone`: as `postDecision`. */
export async function carryOut(
  unit: UnitOfWork,
  facts: LoadedFacts,
  decision: Decision,
  note: string,
): Promise<{ readonly isDone: boolean; readonly preview: DecisionPreview }> {
  const { attempt } = facts;
  const wasInLine = attempt !== undefined && (await isInLine(unit.tx, attempt));
  const { watched, written } = watchWrites(unit);
  const isDone = await postDecision(watched, facts, decision, note);
  const preview = {
    decision,
    postings: postedIn(written).map(postingOf),
    asks: [...(await askedOfBoss(unit, written)), ...(await claimed(unit, attempt, wasInLine))],
    opens: openedIn(written).map(({ kind }) => kind),
    needsBossWord: needsBossWord(decision),
  };
  const digest = await unit.parts.environment.crypto.sha256(utf8(canonicalJson(preview)));
  return { isDone, preview: { ...preview, digest: toHex(digest) } };
}

/** What it would do now; `undefined` where it does not fit. Nothing of it stands. */
export const previewOn = (
  parts: TspParts,
  caseNo: string,
  decision: Decision,
): Promise<DecisionPreview | undefined> =>
  commitIfKept(parts, 'tsp', async (unit) => {
    const row = await getCase(unit.tx, caseNo);
    const facts = row && (await loadFacts(unit.tx, row));
    if (!facts || !decisionsOn(facts).includes(decision))
      return { isKept: false, value: undefined };
    return { isKept: false, value: (await carryOut(unit, facts, decision, caseNo)).preview };
  });

/** What people are about to sign: each decision that fits before one is proposed, then the proposed one. */
async function signable(parts: TspParts, row: CaseRow): Promise<readonly Decision[]> {
  if (row.state === 'PROPOSED') return [row.decision!];
  if (!mayCase(row.state, 'propose')) return [];
  return parts.store.transaction(async (tx) => decisionsOn(await loadFacts(tx, row)));
}

/** As `previewOn`, for all that can be signed next. */
export async function previewsOn(parts: TspParts, row: CaseRow): Promise<DecisionPreview[]> {
  const previews: DecisionPreview[] = [];
  for (const decision of await signable(parts, row)) {
    const preview = await previewOn(parts, row.caseNo, decision);
    if (preview) previews.push(preview);
  }
  return previews;
}
