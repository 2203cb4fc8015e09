/**
 * A box holds a card that an earlier payment keeps from paying here. It brings what the card gives as proof, and what the
 * card says of its other payments. It learns whether to try once more, and nothing else: no attempt, order, amount or number.
 */
import type { CardProofs, CardProofsResult } from '../../../../src/tsp/tspTypes.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { refuse } from '../base/problems.ts';
import { answer } from '../base/reply.ts';
import { commit } from '../base/unitOfWork.ts';
import { loadAttempt } from '../books/expire.ts';
import { type AttemptRow, issued } from '../books/rows.ts';
import { attemptsWithNumber, unsettledOf } from '../books/settleNumber.ts';
import { isUnsettled } from '../books/transitions/attemptTransitions.ts';
import type { Call, Handler } from '../door/call.ts';
import { noteShown } from './askForTac.ts';
import { openSerial } from './cardData.ts';
import { checkMac2 } from './mac2Check.ts';
import { isOwnBox } from './ownBox.ts';
import { letPass, type Said, withoutProven } from './passOver.ts';
import { proveDebit } from './proveDebit.ts';
import type { CheckedProof } from './resolve.ts';

type Proof = CardProofs['proofs'][number];

/** Whoever knows a serial may have begun hundreds of attempts under it: one after the other they would take seconds. */
const AT_ONCE = 8;

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

/** Lets what the card shows clear its way in this box. Returns whether nothing of another box stands in it any more. */
const clearWay = (
  parts: TspParts,
  call: Call,
  card: string,
  checked: ReadonlyMap<string, readonly CheckedProof[]>,
): Promise<boolean> =>
  commit(parts, call.session.stbId, async (unit) => {
    const { noProofBy, sequence, log } = call.body as CardProofs;
    if (sequence === undefined || sequence === null) return false;
    const said: Said = {
      ...(noProofBy === undefined ? {} : { noProofBy }),
      sequence,
      log: log ? await withoutProven(unit, card, log) : null,
    };
    let isClear = true;
    for (const attempt of await unsettledOf(unit, card)) {
      // Its own box settles it first. A number that the card has not reached is in nobody's way.
      if (isOwnBox(attempt, call) || issued(attempt).init.sequence > sequence) continue;
      const proofs = checked.get(attempt.attemptId) ?? [];
      const isPassed = await letPass(unit, attempt, call.session.stbId, { card, proofs, said });
      if (!isPassed) isClear = false;
    }
    return isClear;
  });

export const proveCard: Handler = async (parts, call) => {
  const { card: facts, proofs, sequence } = call.body as CardProofs;
  const { stbId } = call.session;
  const serial = await openSerial(parts, call.session, facts);
  if (!serial.ok) return serial.error;
  const { issuer, applicationType } = facts;
  const card = cardOf({ issuer, applicationType, asn: serial.value });
  const checked = new Map<string, CheckedProof[]>();
  let hasSettled = false;
  for (const proof of proofs) {
    const { mac2, tac } = proof;
    const about = await attemptsOf(parts, call, card, proof);
    for (let from = 0; from < about.length; from += AT_ONCE) {
      const some = about.slice(from, from + AT_ONCE);
      const verdicts = await Promise.all(some.map((each) => checkMac2(parts, each, mac2, call)));
      for (const [at, attempt] of some.entries()) {
        const verdict = verdicts[at];
        if (verdict === 'right' && (await enter(parts, call, attempt, proof))) hasSettled = true;
        if (verdict !== 'wrong') continue;
        const known = checked.get(attempt.attemptId) ?? [];
        checked.set(attempt.attemptId, [...known, { mac2, tac, isRight: false }]);
      }
      if (verdicts.includes('unavailable')) {
        return refuse(parts, 'hsm.unavailable', { money: 'untouched' });
      }
    }
  }
  const settled = (await clearWay(parts, call, card, checked)) || hasSettled;
  return commit(parts, stbId, async (unit) => {
    if (typeof sequence === 'number') await noteShown(unit, card, stbId, sequence);
    return call.keep(unit, answer(200, { settled } satisfies CardProofsResult));
  });
};
