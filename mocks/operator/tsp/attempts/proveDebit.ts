/**
 * Enters what a right MAC2 proves. One sequence number of a card pays only once, so it also settles every other attempt with
 * this number.
 */
import type { Resolution } from '../../../../src/tsp/tspTypes.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { type DebitProof, endAttempt, type Moved } from '../books/attemptOutcome.ts';
import { isMistaken } from '../books/followSignature.ts';
import { post } from '../books/journals/ledger.ts';
import { closeCasesOn } from '../books/moveCase.ts';
import { getAttempt, moveAttempt } from '../books/moveOrder.ts';
import { debitForOrder } from '../books/payInstead.ts';
import type { AttemptRow } from '../books/rows.ts';
import { attemptsWithNumber, settleNumber } from '../books/settleNumber.ts';
import { isReplayOf, isTwinOf, keepSigned } from '../books/signedDebit.ts';
import { notePaidNumber, payerOf } from '../books/store/attemptStore.ts';
import { nextTac, withShown } from '../books/tacCandidates.ts';
import { isUnsettled } from '../books/transitions/attemptTransitions.ts';
import { blockTwin } from '../controls/blacklist.ts';
import { openConflict } from './openConflict.ts';
import { tellPassedOver } from './passedOver.ts';
import { noteShownTac } from './shownTac.ts';

/** A MAC2 that the HSM found right for the attempt. */
type SignedProof = Extract<DebitProof, { readonly provenBy: 'mac2' }>;

/** The other attempt that this card's sequence number has paid for already. */
async function rivalOf({ tx }: UnitOfWork, attempt: AttemptRow): Promise<AttemptRow | undefined> {
  const owner = await payerOf(tx, cardOf(attempt), attempt.init!.sequence);
  return owner === undefined || owner === attempt.attemptId ? undefined : getAttempt(tx, owner);
}

/** Blocks the card when another attempt has a right MAC2 for the same number, too: they come from two cards. */
async function blockIfTwin(unit: UnitOfWork, attempt: AttemptRow, note: string): Promise<void> {
  const others = await attemptsWithNumber(unit, cardOf(attempt), attempt.init!.sequence);
  if (others.some((other) => isTwinOf(attempt, other))) await blockTwin(unit, attempt, note);
}

/** `proof`: a MAC2 the HSM found right. The attempt must have its MAC1. */
export async function proveDebit(
  unit: UnitOfWork,
  moved: Moved,
  proof: SignedProof,
): Promise<Extract<Resolution['verdict'], 'debited' | 'not-debited' | 'manual'>> {
  const { attempt } = moved;
  if (attempt.state === 'DEBITED') {
    if (attempt.tac === undefined) await learnTac(unit, attempt, proof);
    else await noteShownTac(unit, attempt, proof.tac);
    return 'debited';
  }
  const rival = await rivalOf(unit, attempt);
  if (!rival) {
    const { signed, ...unposted } = attempt;
    const shown = { tac: proof.tac, at: unit.now, from: unit.who };
    const tacs = withShown(signed?.tacs ?? [], shown);
    const kept = { ...proof, tac: nextTac(tacs)!, tacs };
    const paid = await debitForOrder(unit, { ...moved, attempt: unposted }, kept);
    await settleNumber(unit, paid.attempt);
    await tellPassedOver(unit, paid.attempt);
    return 'debited';
  }
  if (isReplayOf(attempt, proof.mac2, rival)) {
    const note = `the same MAC2 paid for attempt ${rival.attemptId}`;
    if (isUnsettled(attempt.state)) await endAttempt(unit, moved, 'debitDisproven', { note });
    return 'not-debited';
  }
  const note = isMistaken(rival)
    ? `a right MAC2 for a number that people gave to attempt ${rival.attemptId}: follow the signature`
    : `a right MAC2 for a number that paid for attempt ${rival.attemptId}`;
  const kept = await keepSigned(unit, attempt, proof);
  await notePaidNumber(unit.tx, cardOf(kept), kept.init!.sequence);
  // A rival that people decided has none: it is they who are wrong.
  if (isTwinOf(kept, rival)) await blockTwin(unit, kept, note);
  else await blockIfTwin(unit, kept, note);
  await openConflict(unit, { ...moved, attempt: kept }, note);
  return 'manual';
}

/** The debit was known without its TAC: now it can be claimed, unless a closing file of the PPP has paid it already. */
async function learnTac(unit: UnitOfWork, attempt: AttemptRow, proof: SignedProof): Promise<void> {
  if (attempt.claim === 'WRITTEN_OFF') await post(unit, 'recovered', attempt);
  const tacs = [{ tac: proof.tac, at: unit.now, from: unit.who }];
  const claim = attempt.claim === 'ACCEPTED' ? attempt.claim : 'UNCLAIMED';
  const learned = { ...proof, tacs, claim } as const;
  const proven = await moveAttempt(unit, attempt, 'tacLearned', learned);
  await closeCasesOn(unit, attempt.attemptId, ['no-tac'], 'the card gave its TAC');
  await notePaidNumber(unit.tx, cardOf(proven), proven.init!.sequence);
  await settleNumber(unit, proven);
  await tellPassedOver(unit, proven);
  await blockIfTwin(unit, proven, 'another attempt has a right MAC2 for the same number');
}
