/**
 * Judges a claim that a card was debited. One sequence number of a card pays only once. A MAC2 outweighs what a box
 * states, and a log record that a box read out counts for nothing against what is proven.
 */
import type { Resolution } from '../../../../src/tsp/tspTypes.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import {
  type DebitProof,
  debitAttempt,
  doubtAttempt,
  endAttempt,
  type Moved,
} from '../books/attemptOutcome.ts';
import { isUnproven } from '../books/attemptTransitions.ts';
import { getCase, openCase } from '../books/cases.ts';
import { post } from '../books/ledger.ts';
import { closeCasesOn, reopenCase } from '../books/moveCase.ts';
import { getAttempt, moveAttempt, moveOrder, saveAttempt } from '../books/moveOrder.ts';
import type { AttemptRow } from '../books/rows.ts';
import { payerOf } from '../books/store/attemptStore.ts';
import { blockCard } from '../controls/blacklist.ts';

/** Opens a closed case again: when people closed it, they did not know what the card says now. */
async function reopenClosed(unit: UnitOfWork, caseNo: string, note: string): Promise<void> {
  const row = await getCase(unit.tx, caseNo);
  if (row?.state === 'CLOSED') await reopenCase(unit, row, note);
}

/** The evidence contradicts itself or what is known: people decide. Each attempt has one case at most. */
export async function openConflict(
  unit: UnitOfWork,
  before: Moved,
  { note, isClone }: { readonly note: string; readonly isClone: boolean },
): Promise<void> {
  if (isClone) blockCard(unit.tx, before.attempt.asn);
  const { order, attempt } =
    before.attempt.state === 'MAC1_ISSUED' ? await doubtAttempt(unit, before, 'evidence') : before;
  if (attempt.caseNo !== undefined) return reopenClosed(unit, attempt.caseNo, note);
  const caseNo = await openCase(unit, 'evidence-conflict', attempt, note);
  await saveAttempt(unit, { ...attempt, caseNo });
  if (order.state === 'IN_DOUBT' && order.attemptId === attempt.attemptId) {
    await moveOrder(unit, order, 'evidenceConflicted', { caseNo }, note);
  }
}

/** The other attempt that this card's sequence number has paid for already. */
async function rivalOf(unit: UnitOfWork, attempt: AttemptRow): Promise<AttemptRow | undefined> {
  const owner = await payerOf(unit.tx, attempt.asn, attempt.init!.sequence);
  return owner === undefined || owner === attempt.attemptId
    ? undefined
    : getAttempt(unit.tx, owner);
}

/** `proof`: a MAC2 the HSM found right, or a log record a box read out. The attempt must have its MAC1. */
export async function proveDebit(
  unit: UnitOfWork,
  moved: Moved,
  proof: DebitProof,
): Promise<Extract<Resolution['verdict'], 'debited' | 'not-debited' | 'manual'>> {
  const { attempt } = moved;
  const { state } = attempt;
  if (state === 'DEBITED') {
    if (attempt.tac === undefined && proof.provenBy === 'mac2') {
      if (attempt.claim === 'WRITTEN_OFF') await post(unit, 'recovered', attempt);
      await moveAttempt(unit, attempt, 'tacLearned', { ...proof, claim: 'UNCLAIMED' });
      await closeCasesOn(unit, attempt.attemptId, ['no-tac'], 'the card gave its TAC');
    }
    return 'debited';
  }
  const rival = await rivalOf(unit, attempt);
  if (proof.provenBy === 'mac2') {
    if (!rival) {
      await debitAttempt(unit, moved, proof);
      return 'debited';
    }
    const note = `a right MAC2 for a number that paid for attempt ${rival.attemptId}`;
    // Two right MAC2s come from two cards. A rival proven by the log alone may rest on a false log.
    await openConflict(unit, moved, { note, isClone: rival.mac2 !== undefined });
    return 'manual';
  }
  if (state === 'NOT_DEBITED') return 'not-debited';
  // A right MAC2 may have been seen, so no log record ends what people look at.
  if (rival && attempt.caseNo !== undefined) return 'manual';
  if (rival) {
    const note = `the record is that of attempt ${rival.attemptId}`;
    await endAttempt(unit, moved, 'debitDisproven', { note });
    return 'not-debited';
  }
  if (isUnproven(state)) {
    await debitAttempt(unit, moved, proof);
    return 'debited';
  }
  const note = 'a box stated that nothing was taken, then read a debit out of the log';
  await openConflict(unit, moved, { note, isClone: false });
  return 'manual';
}
