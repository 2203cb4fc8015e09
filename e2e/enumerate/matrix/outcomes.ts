/** What each code of the matrix asserts of a cell that was played: money, order, attempt and screens. */
import type { AttemptRow } from '../../../mocks/operator/tsp/books/rows.ts';
import type { Code } from './matrix.ts';
import type { Moment, Outcome } from './playCell.ts';

/** What must be true, in words, and whether it is. */
type Claims = Readonly<Record<string, boolean>>;

const hadMac1 = ({ mac1 }: AttemptRow): boolean => mac1 !== undefined;
const noMac1 = ({ attempts }: Moment): boolean => !attempts.some(hadMac1);
const inState = ({ orders }: Moment, ...states: readonly string[]): number =>
  orders.filter(({ state }) => states.includes(state)).length;
const debited = ({ attempts }: Moment): number =>
  attempts.filter(({ state }) => state === 'DEBITED').length;

/** The card was debited once, the order is complete, and BOSS opened it once. */
const paidOnce = ({ end }: Outcome): Claims => ({
  'one debit': debited(end) === 1,
  'one order is complete': inState(end, 'COMPLETED') === 1,
  'BOSS opened one service': end.boss.filter(({ state }) => state === 'ACTIVATED').length === 1,
  'the PPP pays one debit': end.accepted.length === 1,
  'nobody has a case': end.cases.length === 0,
});
const noFailureShown = ({ screens }: Outcome): Claims => ({
  'no screen of a failure': !screens.includes('refused') && !screens.includes('outOfService'),
});
const untouched = ({ rest, restFacts }: Outcome): Claims => ({
  'nothing is taken': restFacts.takenFen === 0,
  'the screen says so, or asks nothing': !('failure' in rest) || rest.failure.money === 'untouched',
  'no screen says paid': !['result', 'finishing', 'reporting'].includes(rest.kind),
});
/** BOSS refused what was chosen: the person chooses something else. */
const choosesOther = ({ rest }: Outcome): boolean =>
  rest.kind === 'refused' && rest.failure.kind === 'order-rejected';
const triesAgain = (outcome: Outcome): Claims => (choosesOther(outcome) ? {} : paidOnce(outcome));

const attemptsSettled = ({ attempts }: Moment): boolean =>
  attempts
    .filter(hadMac1)
    .every(({ state }) => ['DEBITED', 'NOT_DEBITED', 'NOT_DEBITED_CLAIMED'].includes(state));

const CLAIMS: Readonly<Record<Code, (outcome: Outcome) => Claims>> = {
  A: (outcome) => ({
    ...untouched(outcome),
    'no MAC1 exists': noMac1(outcome.restFacts),
    ...triesAgain(outcome),
  }),
  R: (outcome) => ({
    ...noFailureShown(outcome),
    ...paidOnce(outcome),
    'one attempt': outcome.end.attempts.length === 1,
  }),
  W: (outcome) => ({
    ...untouched(outcome),
    'no MAC1 exists': noMac1(outcome.restFacts),
    'it ends': outcome.rest.kind === 'refused',
    ...triesAgain(outcome),
  }),
  X: (outcome) => ({
    'it was refused': outcome.notes.some((note) => /^refused|^answer changed/.test(note)),
    'no row about money changed': !outcome.notes.includes('money changed'),
    'not taken': !outcome.notes.some((note) => note.startsWith('taken')),
    ...noFailureShown(outcome),
    ...paidOnce(outcome),
  }),
  N: (outcome) => ({
    ...noFailureShown(outcome),
    ...paidOnce(outcome),
    'a void attempt before the paid one':
      outcome.end.attempts.map(({ state }) => state).join() === 'VOID,DEBITED',
    'a PSAM that failed is not asked again': outcome.end.attempts.every(
      ({ state, terminalNo }) =>
        state !== 'DEBITED' || !outcome.end.orders.some(({ avoid }) => avoid.includes(terminalNo!)),
    ),
    'no number of the card is used up':
      new Set(outcome.end.attempts.flatMap(({ init }) => (init ? [init.sequence] : []))).size === 1,
  }),
  V: (outcome) => ({
    ...untouched(outcome),
    'MAC1 was out': outcome.restFacts.attempts.some(hadMac1),
    'its attempt is claimed not debited': outcome.restFacts.attempts.some(
      ({ state }) => state === 'NOT_DEBITED_CLAIMED',
    ),
    'nobody asked for the card': !outcome.screens.includes('resolving'),
    'and proven when the card pays again': outcome.end.attempts[0]?.state === 'NOT_DEBITED',
    ...paidOnce(outcome),
  }),
  D: (outcome) => ({
    'it was in doubt, or the card was looked at':
      outcome.end.attempts.some(({ doubtedAt }) => doubtedAt !== undefined) ||
      outcome.screens.some((kind) => kind === 'insertSameCard' || kind === 'resolving'),
    'the card has answered in the end': attemptsSettled(outcome.end),
    'what was taken is known': debited(outcome.end) === outcome.end.accepted.length,
    'nobody has a case': outcome.end.cases.length === 0,
  }),
  H: (outcome) => ({ ...noFailureShown(outcome), ...paidOnce(outcome) }),
  C: (outcome) => ({
    ...noFailureShown(outcome),
    ...paidOnce(outcome),
    'one attempt': outcome.end.attempts.length === 1,
  }),
  P: (outcome) => ({
    ...noFailureShown(outcome),
    ...paidOnce(outcome),
    'the result says paid': outcome.rest.kind === 'result',
  }),
  K: ({ end, rest }) => ({
    'one debit': debited(end) === 1,
    'the order is credited': inState(end, 'CREDITED') === 1,
    'BOSS opened nothing': !end.boss.some(({ state }) => state === 'ACTIVATED'),
    'the result says so': rest.kind === 'result' && rest.order.state === 'CREDITED',
    'the PPP pays the debit': end.accepted.length === 1,
  }),
  // With its journal gone the box starts at home; people may then buy the next month, which is a payment of its own.
  S: (outcome) => ({
    ...noFailureShown(outcome),
    'the order is complete': inState(outcome.end, 'COMPLETED') === debited(outcome.end),
    'the PPP pays each debit': outcome.end.accepted.length === debited(outcome.end),
    'nothing is in doubt': outcome.end.attempts.every(({ state }) => state === 'DEBITED'),
    'nobody has a case': outcome.end.cases.length === 0,
  }),
  L: (outcome) => ({ ...noFailureShown(outcome), ...paidOnce(outcome) }),
  Q: ({ end, restFacts, allScreens }) => ({
    'what is open is settled first': noMac1(restFacts) || allScreens.includes('resolving'),
    'every attempt is settled': end.attempts.every(({ state }) =>
      ['DEBITED', 'NOT_DEBITED', 'VOID'].includes(state),
    ),
    'every debit is a complete order': inState(end, 'COMPLETED') === debited(end),
    'something was paid': debited(end) > 0,
    'the PPP pays each debit': end.accepted.length === debited(end),
    'nobody has a case': end.cases.length === 0,
  }),
  B: (outcome) => ({ ...noFailureShown(outcome), ...paidOnce(outcome) }),
  M: ({ end }) => ({
    'people have one case': end.cases.filter(({ state }) => state === 'OPEN').length === 1,
    'the PPP has paid nothing': end.accepted.length === 0,
    'what was taken is not given twice': end.boss.length <= 1,
  }),
};

/** Screens of a payment that nothing disturbs. */
export const USUAL_SCREENS =
  'recovering home service quoting confirm ordering waitCard cardCheck authorising debiting reporting finishing result';

/** The order of two wall times says nothing when the clock was set in between. */
const WALL_TIMES = 'MAC1 before the confirmation';

/** The witness of what was said compares the times of cards with those of screens: a clock that was set spoils both. */
const isByWallTimes = (fault: string): boolean =>
  fault.endsWith(WALL_TIMES) || fault.startsWith('WORLD I12 ');

/** What a played cell is not, though its code says so; and everything that is wrong with its money. */
export function missesOf(code: Code, outcome: Outcome, isClockSet: boolean): string[] {
  const claims: Claims = {
    'the fault struck': outcome.struck > 0,
    ...(code === 'L' ? { 'the usual screens': outcome.screens.join(' ') === USUAL_SCREENS } : {}),
    ...CLAIMS[code](outcome),
  };
  return [
    ...Object.keys(claims).filter((claim) => !claims[claim]),
    ...outcome.faults.filter((fault) => !(isClockSet && isByWallTimes(fault))),
  ];
}
