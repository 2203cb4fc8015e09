/** Which decisions fit a case, as order, attempt and claim are now. Pure; used by view, proposal and approval. */
import { DOUBT_CASES } from '../books/attemptOutcome.ts';
import { type CaseKind, CLAIM_CASES } from '../books/cases.ts';
import { givenFor, isMistaken } from '../books/followSignature.ts';
import type { AttemptRow, OrderRow } from '../books/rows.ts';
import type { Decision } from '../controls/desk.ts';
import { TAC_WRONG } from '../controls/refusals.ts';

export interface CaseFacts {
  readonly kind: CaseKind;
  readonly order: Pick<OrderRow, 'state' | 'paidBy'> | undefined;
  readonly attempt:
    | Pick<
        AttemptRow,
        'state' | 'claim' | 'tac' | 'surplus' | 'provenBy' | 'deniedBy' | 'verdict' | 'takenBack'
      >
    | undefined;
  /** Another debit of the order, for which people's word alone has paid; see `secondDebitOf`. */
  readonly second?: Pick<AttemptRow, 'surplus'> | undefined;
  /** The card's sequence number of this attempt has paid for another attempt. */
  readonly hasRival: boolean;
  /**
   * `ranks`: the attempt has a right MAC2, and its number belongs to the other one only because two people said so. `waits`: the same,
   * but BOSS is being asked to give something for the other one.
   */
  readonly signature: 'none' | 'waits' | 'ranks';
  /** This platform has blocked the attempt's card. */
  readonly isCardBlocked: boolean;
}

/** It is not known whether the card was debited: people must decide. */
const DOUBTS: readonly CaseKind[] = [...DOUBT_CASES, 'missing-at-tsp'];
/** Money that bought nothing goes back. */
const UNSERVED: readonly CaseKind[] = [
  'activation-stuck',
  'service-stopped',
  'credit-refused',
  'credit-stuck',
  'missing-at-boss',
  'state-diff',
];
const SURPLUS: readonly CaseKind[] = ['surplus-refused', 'credit-stuck'];
/** BOSS does not have what the platform thinks is open. */
const NOT_AT_BOSS: readonly CaseKind[] = ['missing-at-boss', 'state-diff'];

/** People called it debited, without a signature: they may decide again, once it is known what was given for it. */
const mayTakeBack = ({ kind, order, attempt, second }: CaseFacts): boolean =>
  DOUBT_CASES.includes(kind) &&
  order !== undefined &&
  attempt?.state === 'DEBITED' &&
  isMistaken(attempt) &&
  givenFor({ order, attempt, second }) !== 'moving';

function aboutCard(facts: CaseFacts): Decision[] {
  const { attempt, hasRival, signature } = facts;
  const debited: Decision[] = hasRival ? [] : ['debited'];
  if (!attempt) return [];
  const { state, deniedBy } = attempt;
  // What people decided without a signature, people may decide again.
  const isTheirs = state === 'NOT_DEBITED' && deniedBy === 'people';
  const isOpen = state === 'IN_DOUBT' || state === 'NOT_DEBITED_CLAIMED' || isTheirs;
  if (!isOpen) return mayTakeBack(facts) ? ['notDebited'] : [];
  // Its signature ranks above people: it was debited, and they cannot say otherwise.
  if (signature !== 'none') return signature === 'ranks' ? ['followSignature'] : [];
  return [...debited, 'notDebited'];
}

function aboutOrder({ kind, order, attempt }: CaseFacts): Decision[] {
  if (attempt?.surplus !== undefined || !order) return [];
  switch (order.state) {
    case 'MANUAL':
      return order.paidBy === undefined ? [] : ['credit', 'refund'];
    case 'REFUND_DUE':
      return kind === 'credit-refused' ? ['refund'] : ['credit', 'refund'];
    case 'COMPLETED':
      // Of what people took back nothing was taken: its amount is a loss already.
      return NOT_AT_BOSS.includes(kind) && !attempt?.takenBack?.gaveAway
        ? ['credit', 'refund']
        : [];
    default:
      return [];
  }
}

function aboutClaim({ kind, attempt }: CaseFacts): Decision[] {
  const claim = attempt?.claim;
  const isRefused = claim === 'REJECTED' || claim === 'CASE';
  const isLost = kind === 'missing-at-ppp' && claim === 'ACCEPTED';
  const again: Decision[] = attempt?.tac === undefined ? [] : ['rework'];
  if (isRefused || isLost) return [...again, 'writeOff'];
  return claim === 'WRITTEN_OFF' ? again : [];
}

/** Only a signature or two people block a card, and two people release it: in the case that the block opens. */
function aboutBlock({ kind, attempt, isCardBlocked }: CaseFacts): Decision[] {
  if (!attempt) return [];
  if (kind === 'card-blocked') return [isCardBlocked ? 'releaseCard' : 'blockCard'];
  const isTacRefused = kind === 'claim-rejected' && attempt.verdict?.result === TAC_WRONG;
  const isSuspect = DOUBT_CASES.includes(kind) || isTacRefused;
  return isSuspect && !isCardBlocked ? ['blockCard'] : [];
}

export function decisionsOn(facts: CaseFacts): readonly Decision[] {
  const { kind, order, attempt } = facts;
  const owed = [
    ...(DOUBTS.includes(kind) ? aboutCard(facts) : []),
    ...(UNSERVED.includes(kind) ? aboutOrder(facts) : []),
    ...(SURPLUS.includes(kind) && attempt?.surplus === 'case'
      ? (['credit', 'refund'] as const)
      : []),
  ];
  // Money owed to a subscriber cannot be explained away; a mere difference between the sides can.
  const isOwed = owed.length > 0 || facts.signature === 'waits';
  // Once the money goes back it is no mere difference any more, and no other case may have it.
  const isDifference = NOT_AT_BOSS.includes(kind) && order?.state === 'COMPLETED';
  // What people called debited they may also leave as it is.
  const mayExplain = !isOwed || mayTakeBack(facts) || isDifference || kind === 'missing-at-tsp';
  return [
    ...owed,
    ...(CLAIM_CASES.includes(kind) ? aboutClaim(facts) : []),
    ...aboutBlock(facts),
    ...(mayExplain ? (['explained'] as const) : []),
  ];
}
