/**
 * A box holds a card that an earlier payment keeps from paying here, and brings what the card gives as proof. It learns
 * whether that settled something, and nothing else: no attempt, order, amount or number.
 */
import type { CardProofs, CardProofsResult } from '../../../../src/tsp/tspTypes.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import { answer } from '../base/reply.ts';
import { commit } from '../base/unitOfWork.ts';
import { isUnsettled } from '../books/attemptTransitions.ts';
import { loadAttempt } from '../books/expire.ts';
import type { AttemptRow } from '../books/rows.ts';
import { attemptsWithNumber } from '../books/settleNumber.ts';
import type { Call, Handler } from '../door/call.ts';
import { openSerial } from './cardData.ts';
import { checkMac2 } from './mac2Check.ts';
import { proveDebit } from './proveDebit.ts';

type Proof = CardProofs['proofs'][number];

/**
 * Whether a right MAC2 may say something new of it: no signature has settled it, though people may have, or the TAC beside it
 * is another one.
 */
const lacksProof = ({ state, deniedBy }: AttemptRow): boolean =>
  isUnsettled(state) || (state === 'NOT_DEBITED' && deniedBy === 'people') || state === 'DEBITED';

/** Reads the attempts that a proof may be about: cards differ on whether they are asked for n or n + 1. */
const attemptsOf = (parts: TspParts, call: Call, card: string, { sequence }: Proof) =>
  commit(parts, call.session.stbId, async (unit) => {
    const found = [];
    for (const number of [sequence - 1, sequence]) {
      found.push(...(await attemptsWithNumber(unit, card, number)));
    }
    return found.filter(lacksProof);
  });

/** Enters a right MAC2; returns whether the attempt may have stood in the card's way until now. */
const enter = (parts: TspParts, call: Call, { attemptId }: AttemptRow, { mac2, tac }: Proof) =>
  commit(parts, call.session.stbId, async (unit) => {
    const moved = await loadAttempt(unit, attemptId);
    if (!moved || !lacksProof(moved.attempt)) return false;
    const stood = isUnsettled(moved.attempt.state);
    return (await proveDebit(unit, moved, { provenBy: 'mac2', mac2, tac })) !== 'manual' && stood;
  });

export const proveCard: Handler = async (parts, call) => {
  const { card: facts, proofs } = call.body as CardProofs;
  const serial = await openSerial(parts, call.session, facts);
  if (!serial.ok) return serial.error;
  const { issuer, applicationType } = facts;
  const card = cardOf({ issuer, applicationType, asn: serial.value });
  let settled = false;
  for (const proof of proofs) {
    for (const attempt of await attemptsOf(parts, call, card, proof)) {
      const verdict = await checkMac2(parts, attempt, proof.mac2, call.session.stbId);
      if (verdict === 'unavailable') {
        return refuse(parts, 'hsm.unavailable', { money: 'untouched' });
      }
      if (verdict === 'right' && (await enter(parts, call, attempt, proof))) settled = true;
    }
  }
  return commit(parts, call.session.stbId, async (unit) =>
    call.keep(unit, answer(200, { settled } satisfies CardProofsResult)),
  );
};
