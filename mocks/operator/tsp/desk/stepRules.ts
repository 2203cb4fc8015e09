/** Whether a person may take a step now. Pure. The refusal names the first broken rule. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import type { CaseRow } from '../books/cases.ts';
import { mayCase } from '../books/transitions/caseTransitions.ts';
import type {
  CaseStep,
  CaseStepName,
  Decision,
  DeskProblem,
  DeskRefusal,
  Person,
  Role,
} from '../controls/desk.ts';
import { isReference, isVisible } from './writtenText.ts';

/** The roles that may take each step. An auditor takes none; only a supervisor approves. */
export const STEP_ROLES: { readonly [S in CaseStepName]: readonly Role[] } = {
  assign: ['clerk', 'supervisor'],
  evidence: ['clerk', 'supervisor'],
  propose: ['clerk', 'supervisor'],
  approve: ['supervisor'],
  refuse: ['supervisor'],
  reopen: ['supervisor'],
};

export const refusal = (code: DeskProblem, detail: string) => fail<DeskRefusal>({ code, detail });

/** Checks role, state and person of a step; `checkStep` checks its content as well. */
export function checkName(
  person: Person,
  row: CaseRow,
  step: CaseStepName,
): Result<void, DeskRefusal> {
  if (!STEP_ROLES[step].includes(person.role)) {
    return refusal('role.forbidden', `${step}: not for the role ${person.role}`);
  }
  if (!mayCase(row.state, step)) {
    return refusal('case.state', `${row.caseNo} is ${row.state}: ${step} does not follow`);
  }
  if (step === 'approve' && row.proposedBy === person.user) {
    return refusal('case.same_person', `${row.caseNo}: somebody else must approve it`);
  }
  return ok(undefined);
}

/** Checks a whole step. `decisions` are those that fit the case now. */
export function checkStep(
  person: Person,
  row: CaseRow,
  given: CaseStep,
  decisions: readonly Decision[],
): Result<void, DeskRefusal> {
  const { step, revision, decision, refundRef, reason, previewDigest } = given;
  const may = checkName(person, row, step);
  if (!may.ok) return may;
  if (revision !== row.revision) {
    const now = `it is at revision ${row.revision} now, ${revision} was decided on: look at it again`;
    return refusal('case.version', `${row.caseNo}: ${now}`);
  }
  if (!isVisible(reason)) return refusal('request.invalid', 'reason: say why');
  if (step === 'propose' && decision === undefined) {
    return refusal('request.invalid', 'decision: say which');
  }
  if (step === 'propose' && decision === 'refund' && !isReference(refundRef ?? '')) {
    return refusal('request.invalid', 'refundRef: give the reference of the transfer');
  }
  const meant = step === 'propose' ? decision : step === 'approve' ? row.decision : undefined;
  if (meant !== undefined && !decisions.includes(meant)) {
    const fitting = decisions.join(', ') || 'nothing';
    return refusal('case.decision', `${meant} does not fit as things stand; what fits: ${fitting}`);
  }
  if (meant !== undefined && previewDigest === undefined) {
    return refusal('request.invalid', 'previewDigest: say which preview is agreed to');
  }
  return ok(undefined);
}
