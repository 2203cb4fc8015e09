/**
 * What a refusal's first button does: the one step that works. None leads into the same refusal with the same facts; where
 * only time helps, it leads home.
 */
import type { Period } from '../tsp/tspTypes.ts';
import type { FailureKind } from './failure.ts';
import type { StepOf } from './steps.ts';

export type Remedy =
  /** Pay what is overdue, alone; then what was wanted is offered again. */
  | 'payArrears'
  /** Nothing is overdue any more: what was wanted first is priced anew. */
  | 'resumeWish'
  /** The card in the slot is of no use: another one. */
  | 'otherCard'
  /** The same card, put in as the picture shows. */
  | 'showCard'
  | 'insertAgain'
  | 'goOn'
  /** What stood in the way passes: at once, or by a cable. */
  | 'again'
  | 'quoteAgain'
  | 'payAgain'
  | 'chooseAgain'
  | 'history'
  /** Only time helps: home. */
  | 'later'
  /** There is nothing left to do here: home. */
  | 'home'
  /** Permanent: no later day and no other card changes it, and the screen says so. Home. */
  | 'leave';

export const BY_KIND: Readonly<Record<FailureKind, Remedy>> = {
  'order-rejected': 'later',
  'quote-expired': 'quoteAgain',
  'quote-changed': 'quoteAgain',
  'already-paying': 'later',
  'already-paid': 'history',
  'card-not-accepted': 'otherCard',
  'balance-too-small': 'otherCard',
  'card-blocked': 'otherCard',
  'card-expired': 'otherCard',
  'card-unfinished': 'otherCard',
  'card-unreadable': 'showCard',
  'card-removed': 'insertAgain',
  'reader-lost': 'again',
  'reader-held': 'again',
  'card-wait-over': 'goOn',
  'platform-busy': 'again',
  'card-refused-debit': 'otherCard',
  'not-charged': 'payAgain',
  cancelled: 'goOn',
  'boss-down': 'again',
  paused: 'later',
  offline: 'again',
  'box-silent': 'again',
  'box-refused': 'leave',
  'portal-outdated': 'home',
  internal: 'later',
};

/** By BOSS's reject code; of a code that is not listed only time, or the hotline, helps. */
export const BY_REASON: Readonly<Record<string, Remedy>> = {
  'period.overlaps': 'history',
  'period.not_allowed': 'chooseAgain',
  'service.stopped': 'leave',
  'area.not_covered': 'leave',
  'arrears.first': 'payArrears',
  'arrears.none': 'resumeWish',
  'arrears.changed': 'quoteAgain',
  'account.closed': 'leave',
  'hold.lapsed': 'quoteAgain',
  'price.changed': 'quoteAgain',
};

type Refused = Pick<StepOf<'refused'>, 'failure' | 'choice' | 'payable'>;

const isListed = (reason: string) => Object.keys(BY_REASON).indexOf(reason) >= 0;

export function remedyOf({ failure, choice }: Refused): Remedy {
  const { kind, money, reason = '', arrears } = failure;
  if (money !== 'untouched') return 'history';
  const remedy = kind === 'order-rejected' && isListed(reason) ? BY_REASON[reason]! : BY_KIND[kind];
  if (remedy === 'payArrears' && !arrears) return 'later';
  if (remedy === 'resumeWish' && !choice.wish) return 'home';
  return remedy;
}

/** The longest shorter period that the card in the slot can pay, with what is overdue in its price; `null`: none. */
export function coveredPeriod(
  { failure, choice, payable }: Refused,
  periods: readonly Period[],
): Period | null {
  const { kind, balanceFen } = failure;
  if (kind !== 'balance-too-small' || balanceFen === undefined || !payable) return null;
  const overdueFen = payable.quote.lines
    .filter((line) => line.kind === 'arrears')
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
  const covered = periods
    .filter(
      ({ months, amountFen }) => months < choice.months && amountFen + overdueFen <= balanceFen,
    )
    .sort((a, b) => b.months - a.months);
  return covered[0] ?? null;
}
