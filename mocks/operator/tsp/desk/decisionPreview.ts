/**
 * What a decision does, found out by running it: `postDecision` runs, and what it wrote is read back. For a preview the
 * run is rolled back; for an approval it is kept, if it did what both people were shown.
 */
import { toHex, utf8 } from '../../../../src/shared/bytes.ts';
import { canonicalJson } from '../base/canonicalJson.ts';
import type { TspParts } from '../base/ports.ts';
import { commitIfKept, type UnitOfWork, type Written, watchWrites } from '../base/unitOfWork.ts';
import { type CaseRow, getCase, openedIn } from '../books/cases.ts';
import { givenFor } from '../books/followSignature.ts';
import { type PostingSet, postedIn, sidesOf } from '../books/journals/ledger.ts';
import { isClaimDue } from '../books/moveOrder.ts';
import { enqueuedIn } from '../books/outboxRows.ts';
import type { AttemptRow } from '../books/rows.ts';
import { mayCase } from '../books/transitions/caseTransitions.ts';
import type { Decision, DecisionPreview } from '../controls/desk.ts';
import { creditAsked } from '../delivery/credit.ts';
import { type LoadedFacts, loadFacts } from './caseFacts.ts';
import { decisionsOn } from './decisions.ts';
import { type AfterPosting, postDecision } from './postDecision.ts';

type Asked = DecisionPreview['asks'][number];

/** What BOSS must be asked about first: what it has opened, may still open, or has credited is not given back or ended as well. */
export function askedFirst({ order, attempt, second, mistaken }: LoadedFacts, decision: Decision) {
  if (decision === 'refund') return { order, attempt };
  const isTakenBack = decision === 'notDebited' && order && attempt?.state === 'DEBITED';
  if (isTakenBack) return askedToTakeBack({ order, attempt, second });
  if (decision !== 'followSignature' || !mistaken) return undefined;
  const isSamePayment = order?.paidBy === mistaken.attempt.attemptId;
  return isSamePayment ? undefined : askedToTakeBack(mistaken);
}

/** Whether BOSS has done what is to be ended or, for a second debit, its credit: that would be given twice. */
function askedToTakeBack(mistaken: NonNullable<LoadedFacts['mistaken']>) {
  const { order, second } = mistaken;
  const given = givenFor(mistaken);
  if (given === 'owed') return { order, attempt: second };
  return given === 'nothing' ? mistaken : undefined;
}

function postingOf(set: PostingSet): DecisionPreview['postings'][number] {
  const { kind, orderId, attemptId } = set;
  const { amountFen, debit, credit } = sidesOf(set);
  return { kind, orderId, attemptId, amountFen: amountFen!, debit: debit!, credit: credit! };
}

/** What BOSS is asked for. It is posted only when BOSS answers. */
async function askedOfBoss({ tx }: UnitOfWork, written: Written): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const row of enqueuedIn(written)) {
    const isCredit = row.kind === 'CREDIT' || row.kind === 'SURPLUS_CREDIT';
    const credit = isCredit ? await creditAsked(tx, row) : undefined;
    asked.push({ what: row.kind, ...(credit && { amountFen: credit.amountFen }) });
  }
  return asked;
}

/** What the PPP is asked for: the claim, if it was not due before. */
async function claimed(
  { tx }: UnitOfWork,
  attempt: AttemptRow | undefined,
  wasClaimDue: boolean,
): Promise<Asked[]> {
  const isNew = attempt && !wasClaimDue && (await isClaimDue(tx, attempt));
  return isNew ? [{ what: 'CLAIM', amountFen: attempt.amountFen }] : [];
}

/** Carries out a decision in the caller's commit and returns what that did. `after` is that of `postDecision`. */
export async function carryOut(
  unit: UnitOfWork,
  facts: LoadedFacts,
  decision: Decision,
  note: string,
): Promise<{ readonly after: AfterPosting; readonly preview: DecisionPreview }> {
  const { attempt } = facts;
  const wasClaimDue = attempt !== undefined && (await isClaimDue(unit.tx, attempt));
  const { watched, written } = watchWrites(unit);
  const after = await postDecision(watched, facts, decision, note);
  const preview = {
    decision,
    postings: postedIn(written).map(postingOf),
    asks: [...(await askedOfBoss(unit, written)), ...(await claimed(unit, attempt, wasClaimDue))],
    opens: openedIn(written).map(({ kind }) => kind),
    needsBossWord: askedFirst(facts, decision) !== undefined,
  };
  const digest = await unit.parts.environment.crypto.sha256(utf8(canonicalJson(preview)));
  return { after, preview: { ...preview, digest: toHex(digest) } };
}

/** Returns what the decision would do now; `undefined` when it does not fit. Nothing is written. */
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

/** The decisions that can be signed next: all that fit before a proposal, then the proposed one. */
async function signable(parts: TspParts, row: CaseRow): Promise<readonly Decision[]> {
  if (row.state === 'PROPOSED') return [row.decision!];
  if (!mayCase(row.state, 'propose')) return [];
  return parts.store.transaction(async (tx) => decisionsOn(await loadFacts(tx, row)));
}

/** Like `previewOn`, for all decisions that can be signed next. */
export async function previewsOn(parts: TspParts, row: CaseRow): Promise<DecisionPreview[]> {
  const previews: DecisionPreview[] = [];
  for (const decision of await signable(parts, row)) {
    const preview = await previewOn(parts, row.caseNo, decision);
    if (preview) previews.push(preview);
  }
  return previews;
}
