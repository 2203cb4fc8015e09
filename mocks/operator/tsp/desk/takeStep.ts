/** Takes one step of a case: checks it and writes it with its audit event. An approval is posted in the same commit. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import { wordOn } from '../base/bossClient.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, commitIfKept, type UnitOfWork } from '../base/unitOfWork.ts';
import { type CaseRow, type CaseStepRow, getCase } from '../books/cases.ts';
import { moveCase, reopenCase, withoutProposal } from '../books/moveCase.ts';
import { getOrder, saveOrder } from '../books/moveOrder.ts';
import { getCaseOfTransfer, putCaseOfTransfer } from '../books/store/caseStore.ts';
import { dropMac2Tries } from '../books/store/limitStore.ts';
import type { CaseStep, DeskRefusal, Person } from '../controls/desk.ts';
import { type LoadedFacts, loadFacts } from './caseFacts.ts';
import { askedFirst, carryOut, previewOn } from './decisionPreview.ts';
import { decisionsOn } from './decisions.ts';
import { checkStep, refusal } from './stepRules.ts';
import { referenceKey, referenceKeys, trimmed } from './writtenText.ts';

interface Checked {
  readonly row: CaseRow;
  readonly facts: LoadedFacts;
}

async function check(
  unit: UnitOfWork,
  person: Person,
  caseNo: string,
  step: CaseStep,
): Promise<Result<Checked, DeskRefusal>> {
  const row = await getCase(unit.tx, caseNo);
  if (!row) return refusal('case.not_found', `no case ${caseNo}`);
  const facts = await loadFacts(unit.tx, row);
  const may = checkStep(person, row, step, decisionsOn(facts));
  if (!may.ok) return may;
  const reference = transferOf(row, step);
  const taken = reference === undefined ? null : await transferFault(unit, caseNo, reference);
  return taken ?? ok({ row, facts });
}

/** The transfer that this step proposes or approves. */
function transferOf(row: CaseRow, { step, decision, refundRef }: CaseStep): string | undefined {
  if (step === 'propose') return decision === 'refund' ? refundRef : undefined;
  return step === 'approve' && row.decision === 'refund' ? row.refundRef : undefined;
}

/** One transfer pays back one case: a second one with its reference would be money that nobody sent. */
async function transferFault(unit: UnitOfWork, caseNo: string, reference: string) {
  for (const key of referenceKeys(reference)) {
    const other = await getCaseOfTransfer(unit.tx, key);
    if (other === undefined || other === caseNo) continue;
    const remedy = 'give the reference of the transfer for this case';
    return refusal(
      'case.refund_ref',
      `refundRef: ${JSON.stringify(reference)} paid back ${other} already; ${remedy}`,
    );
  }
  return null;
}

/** Shortens card numbers that people type, so that none is stored. Order and terminal numbers are shorter and stay. */
const withoutCardNumbers = (reason: string): string =>
  reason.replace(/\d{12,16}(?=\d{4})|(?:\d{4}[ -]){3,4}(?=\d{1,4})/g, '…');

function stepRow(unit: UnitOfWork, given: CaseStep): CaseStepRow {
  const { step, decision, reason, refundRef, previewDigest } = given;
  return {
    at: unit.now,
    who: unit.who,
    step,
    ...(decision === undefined ? {} : { decision }),
    reason: withoutCardNumbers(reason),
    ...(refundRef === undefined ? {} : { refundRef }),
    ...(previewDigest === undefined ? {} : { previewDigest }),
  };
}

const notAsShown = (caseNo: string, to = '') =>
  refusal('case.preview', `${caseNo}: what would be booked is not what was shown${to}`);

/** Carries out the decision if both people have signed exactly what it does; otherwise the caller rolls it back. */
async function approve(
  unit: UnitOfWork,
  { row, facts }: Checked,
  taken: CaseStepRow,
): Promise<Result<CaseRow, DeskRefusal>> {
  const decision = row.decision!;
  const reference = row.refundRef === undefined ? '' : ` ${row.refundRef}`;
  const agreed = `${decision}${reference}, proposed by ${row.proposedBy}: ${taken.reason}`;
  const steps = [...row.steps, { ...taken, decision }];
  const transfer = decision === 'refund' ? row.refundRef : undefined;
  if (transfer !== undefined) putCaseOfTransfer(unit.tx, referenceKey(transfer), row.caseNo);
  const approved = await moveCase(unit, row, 'approve', { steps }, agreed);
  const posted = await moveCase(unit, approved, 'post', {}, decision);
  const note = `${row.caseNo}: ${decision}${reference}`;
  const { after, preview } = await carryOut(unit, facts, decision, note);
  if (preview.digest !== taken.previewDigest) return notAsShown(row.caseNo);
  if (preview.digest !== row.previewDigest) {
    return notAsShown(row.caseNo, ` to ${row.proposedBy}: refuse it and have it proposed again`);
  }
  if (transfer !== undefined) await noteTransfer(unit, row.orderId, transfer);
  if (after === null) return ok(posted);
  const left = after === 'goOn' ? withoutProposal(posted) : posted;
  return ok(await moveCase(unit, left, after, {}, decision));
}

/** The subscriber is told the reference of the transfer. */
async function noteTransfer(unit: UnitOfWork, orderId: string | undefined, refundRef: string) {
  const order = orderId === undefined ? undefined : await getOrder(unit.tx, orderId);
  if (order?.state === 'REFUNDED') await saveOrder(unit, { ...order, refundRef });
}

async function apply(
  unit: UnitOfWork,
  checked: Checked,
  step: CaseStep,
): Promise<Result<CaseRow, DeskRefusal>> {
  const { row } = checked;
  const taken = stepRow(unit, step);
  const steps = [...row.steps, taken];
  const { decision, refundRef } = step;
  const { reason, previewDigest } = taken;
  switch (step.step) {
    case 'assign':
      return ok(await moveCase(unit, row, 'assign', { steps, assignee: unit.who }, reason));
    case 'evidence':
      // Whoever has looked at it may have the card read again: the HSM is asked once more.
      if (row.attemptId !== undefined) dropMac2Tries(unit.tx, row.attemptId);
      return ok(await moveCase(unit, row, 'evidence', { steps }, reason));
    case 'propose': {
      const proposal = {
        decision: decision!,
        proposedBy: unit.who,
        previewDigest: previewDigest!,
        ...(refundRef === undefined ? {} : { refundRef }),
      };
      const change = { steps, ...proposal };
      return ok(await moveCase(unit, row, 'propose', change, `${decision}: ${reason}`));
    }
    case 'refuse':
      return ok(await moveCase(unit, withoutProposal(row), 'refuse', { steps }, reason));
    case 'reopen':
      return ok(await reopenCase(unit, row, reason, { steps }));
    case 'approve':
      return approve(unit, checked, taken);
  }
}

async function proposalFault(parts: TspParts, caseNo: string, step: CaseStep) {
  const preview = await previewOn(parts, caseNo, step.decision!);
  return preview?.digest === step.previewDigest ? null : notAsShown(caseNo);
}

/** Asks BOSS: what it has opened, may still open, or has credited is not refunded or ended as well. */
async function bossFault(
  parts: TspParts,
  { order, attempt }: Pick<LoadedFacts, 'order' | 'attempt'>,
) {
  const subject = attempt?.surplus === undefined ? order?.orderId : attempt.attemptId;
  const known = wordOn(`${subject}`, await parts.boss.get(`/orders/${subject}`));
  if (!known.ok) {
    return refusal('unavailable', 'BOSS does not say what it did with it: try again later');
  }
  const { state } = known.value;
  if (state === 'NONE' || state === 'REJECTED' || state === 'STOPPED') return null;
  return refusal('case.decision', `BOSS has it as ${state}: clear it there first`);
}

/** Makes the checks that need other parties or a preview, outside the commit; returns `null` when they pass. */
async function faultOf(parts: TspParts, { row, facts }: Checked, step: CaseStep) {
  if (step.step === 'propose') return proposalFault(parts, row.caseNo, step);
  const subject = step.step === 'approve' ? askedFirst(facts, row.decision!) : undefined;
  return subject ? bossFault(parts, subject) : null;
}

export async function takeStep(
  parts: TspParts,
  person: Person,
  caseNo: string,
  given: CaseStep,
): Promise<Result<CaseRow, DeskRefusal>> {
  const { refundRef } = given;
  const step = refundRef === undefined ? given : { ...given, refundRef: trimmed(refundRef) };
  const seen = await commit(parts, person.user, (unit) => check(unit, person, caseNo, step));
  if (!seen.ok) return seen;
  const fault = await faultOf(parts, seen.value, step);
  if (fault) return fault;
  return commitIfKept(parts, person.user, async (unit) => {
    const checked = await check(unit, person, caseNo, step);
    const taken = checked.ok ? await apply(unit, checked.value, step) : fail(checked.error);
    return { isKept: taken.ok, value: taken };
  });
}
