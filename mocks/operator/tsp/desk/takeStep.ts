/** One step of a case: checked, then written with its audit event; what two people agree on is posted in the same commit. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { type CaseRow, type CaseStepRow, getCase } from '../books/cases.ts';
import { moveCase, reopenCase, undecided } from '../books/moveCase.ts';
import type { CaseStep, DeskRefusal, Person } from '../controls/desk.ts';
import type { BossOrder } from '../delivery/activation.ts';
import { type LoadedFacts, loadFacts } from './caseFacts.ts';
import { decisionsOn } from './decisions.ts';
import { postDecision } from './postDecision.ts';
import { checkStep, refusal } from './stepRules.ts';

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
  return may.ok ? ok({ row, facts }) : may;
}

/** People write what they see: a card's number is not kept for ever. Numbers of orders and terminals are shorter. */
const withoutCardNumbers = (reason: string): string =>
  reason.replace(/\d{12,16}(?=\d{4})|(?:\d{4}[ -]){3,4}(?=\d{1,4})/g, '…');

function stepRow(unit: UnitOfWork, { step, decision, reason, refundRef }: CaseStep): CaseStepRow {
  return {
    at: unit.now,
    who: unit.who,
    step,
    ...(decision === undefined ? {} : { decision }),
    reason: withoutCardNumbers(reason),
    ...(refundRef === undefined ? {} : { refundRef }),
  };
}

async function approve(
  unit: UnitOfWork,
  { row, facts }: Checked,
  taken: CaseStepRow,
): Promise<CaseRow> {
  const decision = row.decision!;
  const reference = row.refundRef === undefined ? '' : ` ${row.refundRef}`;
  const agreed = `${decision}${reference}, proposed by ${row.proposedBy}: ${taken.reason}`;
  const steps = [...row.steps, { ...taken, decision }];
  const approved = await moveCase(unit, row, 'approve', { steps }, agreed);
  const posted = await moveCase(unit, approved, 'post', {}, decision);
  const note = `${row.caseNo}: ${decision}${reference}`;
  const isDone = await postDecision(unit, facts, decision, note);
  return isDone ? moveCase(unit, posted, 'finish', {}, decision) : posted;
}

async function apply(unit: UnitOfWork, checked: Checked, step: CaseStep): Promise<CaseRow> {
  const { row } = checked;
  const taken = stepRow(unit, step);
  const steps = [...row.steps, taken];
  const { decision, refundRef } = step;
  switch (step.step) {
    case 'assign':
      return moveCase(unit, row, 'assign', { steps, assignee: unit.who }, taken.reason);
    case 'evidence':
      return moveCase(unit, row, 'evidence', { steps }, taken.reason);
    case 'propose': {
      const proposal = {
        decision: decision!,
        proposedBy: unit.who,
        ...(refundRef === undefined ? {} : { refundRef }),
      };
      return moveCase(unit, row, 'propose', { steps, ...proposal }, `${decision}: ${taken.reason}`);
    }
    case 'refuse':
      return moveCase(unit, undecided(row), 'refuse', { steps }, taken.reason);
    case 'reopen':
      return reopenCase(unit, row, taken.reason, { steps });
    case 'approve':
      return approve(unit, checked, taken);
  }
}

/** What BOSS has opened, may still open, or has credited is not paid back as well. */
async function refundFault(parts: TspParts, { order, attempt }: LoadedFacts) {
  const subject = attempt?.surplus === undefined ? order?.orderId : attempt.attemptId;
  const known = await parts.boss.get<BossOrder>(`/orders/${subject}`);
  if (!known.ok) {
    return refusal('unavailable', 'BOSS does not say what it did with it: try again later');
  }
  const { state } = known.value;
  if (state === 'NONE' || state === 'REJECTED') return null;
  return refusal('case.decision', `BOSS has it as ${state}: clear it there before paying it back`);
}

export async function takeStep(
  parts: TspParts,
  person: Person,
  caseNo: string,
  step: CaseStep,
): Promise<Result<CaseRow, DeskRefusal>> {
  const seen = await commit(parts, person.user, (unit) => check(unit, person, caseNo, step));
  if (!seen.ok) return seen;
  if (step.step === 'approve' && seen.value.row.decision === 'refund') {
    const fault = await refundFault(parts, seen.value.facts);
    if (fault) return fault;
  }
  return commit(parts, person.user, async (unit) => {
    const checked = await check(unit, person, caseNo, step);
    return checked.ok ? ok(await apply(unit, checked.value, step)) : fail(checked.error);
  });
}
