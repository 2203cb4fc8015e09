/** Applies what its own box says of an attempt. Without a signature it ends nothing for good, and opens nothing. */
import type { Resolution } from '../../../../src/tsp/tspTypes.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { doubtAttempt, endAttempt, type Moved } from '../books/attemptOutcome.ts';
import { audit } from '../books/journals/audit.ts';
import { saveAttempt } from '../books/moveOrder.ts';
import { isUnproven } from '../books/transitions/attemptTransitions.ts';
import { watchBox } from '../controls/boxes.ts';
import { contradictPeople, isWithPeople, openConflict } from './openConflict.ts';
import { proveDebit } from './proveDebit.ts';
import type { Verdict } from './resolve.ts';

type Unsigned = Exclude<Verdict, { readonly kind: 'debited' | 'other-card' }>;
type Holding = Resolution['verdict'];

/** Returns the verdict that holds in the end, for the attempt as it is now. */
export async function applyVerdict(
  unit: UnitOfWork,
  moved: Moved,
  verdict: Verdict,
): Promise<Holding> {
  const { orderId, attemptId, state, stbId } = moved.attempt;
  await audit(unit, { what: 'attempt.observed', orderId, attemptId, note: verdict.kind });
  if (verdict.kind === 'other-card') return 'other-card';
  if (verdict.kind === 'debited') return proveDebit(unit, moved, verdict);
  if (verdict.kind === 'manual' && verdict.isContradiction) {
    await watchBox(unit, stbId, `${attemptId}: ${verdict.note}`);
  }
  if (state === 'DEBITED') return afterDebit(unit, moved, verdict);
  if (state === 'NOT_DEBITED') return afterEnd(unit, moved, verdict);
  return unsettled(unit, moved, verdict);
}

/** Opens a conflict if people decided that it was debited, without a signature. */
async function afterDebit(unit: UnitOfWork, moved: Moved, verdict: Unsigned): Promise<Holding> {
  if (verdict.kind === 'not-debited' && moved.attempt.provenBy === 'people') {
    await contradictPeople(unit, moved, `people decided that it was debited; ${verdict.note}`);
  }
  return 'debited';
}

/** Opens a conflict if people decided that it was not debited; a signature is not doubted. */
async function afterEnd(unit: UnitOfWork, moved: Moved, verdict: Unsigned): Promise<Holding> {
  if (verdict.kind !== 'logged' || moved.attempt.deniedBy !== 'people') return 'not-debited';
  const note = `people decided that it was not debited; ${verdict.note}`;
  return (await contradictPeople(unit, moved, note)) ? 'manual' : 'not-debited';
}

async function unsettled(unit: UnitOfWork, moved: Moved, verdict: Unsigned): Promise<Holding> {
  const { attempt } = moved;
  const { state, stbId, attemptId } = attempt;
  if (await isWithPeople(unit, attempt)) {
    // They see what speaks for a debit, or against its box; nothing a box says ends it.
    if (verdict.kind === 'logged') await openConflict(unit, moved, verdict.note, 'log-record');
    if (verdict.kind === 'manual') await openConflict(unit, moved, verdict.note);
    return 'manual';
  }
  switch (verdict.kind) {
    case 'not-debited': {
      const cleared = verdict.isPast ? { clearedAt: unit.now } : {};
      const claimed = { ...attempt, ...cleared };
      if (!isUnproven(state)) await saveAttempt(unit, claimed);
      else await endAttempt(unit, { ...moved, attempt: claimed }, 'debitDenied', verdict);
      return 'not-debited';
    }
    case 'logged': {
      if (isUnproven(state)) {
        await openConflict(unit, moved, verdict.note, 'log-record');
        return 'manual';
      }
      const note = 'a box stated that nothing was taken, then read a debit out of the log';
      await watchBox(unit, stbId, `${attemptId}: ${note}`);
      await openConflict(unit, moved, note);
      return 'manual';
    }
    case 'manual':
      await openConflict(unit, moved, verdict.note);
      return 'manual';
    case 'undecided':
      if (state === 'MAC1_ISSUED') await doubtAttempt(unit, moved, 'evidence');
      return isUnproven(state) ? 'undecided' : 'not-debited';
  }
}
