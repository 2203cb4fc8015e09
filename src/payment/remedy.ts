/**
 * What a refusal's first button does: the one step that works. None leads into the same refusal with the same facts; where
 * only time helps, it leads home.
 */
import type { Period } from '../tsp/tspTypes.ts';
import { arrearsBefore, isArrears } from './arrears.ts';
import type { Failure, FailureKind } from './failure.ts';
import type { Choice, Step, StepOf, Unfinished } from './steps.ts';

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
  /** Nothing helps on the television: home. */
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
  'portal-outdated': 'leave',
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

const FROM_THE_CARD: readonly Remedy[] = ['otherCard', 'showCard', 'insertAgain', 'goOn'];
const isCardUsed = (remedy: Remedy) => remedy === 'otherCard' || remedy === 'showCard';

const isListed = (reason: string) => Object.keys(BY_REASON).indexOf(reason) >= 0;

const ruleOf = ({ kind, reason }: Failure): Remedy =>
  kind === 'order-rejected' && reason !== undefined && isListed(reason)
    ? BY_REASON[reason]!
    : BY_KIND[kind];

export function remedyOf({ failure, choice, payable }: Refused): Remedy {
  if (failure.money !== 'untouched') return 'history';
  const remedy = ruleOf(failure);
  if (remedy === 'payArrears' && !failure.arrears) return 'later';
  if (remedy === 'resumeWish' && !choice.wish) return 'leave';
  // Without its order the payment begins again at the price.
  return payable === null && FROM_THE_CARD.indexOf(remedy) >= 0 ? 'quoteAgain' : remedy;
}

/** No later day and no other card changes it: the screen says so. */
const PERMANENT = ['service.stopped', 'area.not_covered', 'account.closed'];
export const isPermanent = ({ kind, reason = '' }: Failure): boolean =>
  kind === 'box-refused' || (kind === 'order-rejected' && PERMANENT.indexOf(reason) >= 0);

/** The screen of what was chosen; overdue bills have none, so that of what was wanted first. */
export function placeOf({ serviceId, wish }: Choice, unfinished: Unfinished | null): Step {
  const service = isArrears({ serviceId }) ? wish?.serviceId : serviceId;
  return service === undefined
    ? { kind: 'home', unfinished }
    : { kind: 'service', serviceId: service, unfinished };
}

/** Where the first button leads. */
export function afterRefusal(refused: Refused, unfinished: Unfinished | null): Step {
  const { failure, choice, payable } = refused;
  const remedy = remedyOf(refused);
  switch (remedy) {
    case 'history':
      return { kind: 'history', unfinished };
    case 'later':
    case 'leave':
      return { kind: 'home', unfinished };
    case 'chooseAgain':
      return placeOf(choice, unfinished);
    case 'payArrears':
      return { kind: 'quoting', choice: arrearsBefore(choice) };
    case 'resumeWish':
      return { kind: 'quoting', choice: choice.wish ?? choice };
  }
  // An old price is no way on, even while its order is alive.
  if (payable && remedy !== 'quoteAgain' && remedy !== 'payAgain') {
    return { kind: 'waitCard', payable, sight: isCardUsed(remedy) ? 'used' : 'empty' };
  }
  const { isCardUsed: _, ...plain } = choice;
  return {
    kind: 'quoting',
    choice: isCardUsed(ruleOf(failure)) ? { ...plain, isCardUsed: true } : plain,
  };
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
