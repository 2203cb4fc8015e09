/** Where a refusal's first button leads. Which remedy it is stands in remedy.ts, which comes with the screens. */
import { ARREARS } from '../tsp/arrearsId.ts';
import type { Remedy } from './remedy.ts';
import type { Choice, Step, StepOf, Unfinished } from './steps.ts';

/** The screen of what was chosen; overdue bills have none, so that of what was wanted first. */
export function placeOf({ serviceId, wish }: Choice, unfinished: Unfinished | null): Step {
  const service = serviceId === ARREARS ? wish?.serviceId : serviceId;
  return service === undefined
    ? { kind: 'home', unfinished }
    : { kind: 'service', serviceId: service, unfinished };
}

/** While it is not known that nothing was taken, the history is all there is, whatever was pressed. */
export function afterRefusal(
  { failure, choice, payable }: Pick<StepOf<'refused'>, 'failure' | 'choice' | 'payable'>,
  remedy: Remedy,
  unfinished: Unfinished | null,
): Step {
  const { wish, isCardUsed: _, ...plain } = choice;
  const same = wish ? { ...plain, wish } : plain;
  if (remedy === 'history' || failure.money !== 'untouched') return { kind: 'history', unfinished };
  const usesCard = remedy === 'otherCard' || remedy === 'showCard';
  switch (remedy) {
    case 'later':
    case 'home':
    case 'leave':
      return { kind: 'home', unfinished };
    case 'chooseAgain':
      return placeOf(choice, unfinished);
    case 'payArrears':
      return { kind: 'quoting', choice: { serviceId: ARREARS, months: 1, wish: plain } };
    case 'resumeWish':
      return { kind: 'quoting', choice: wish ?? plain };
    case 'quoteAgain':
    case 'payAgain':
      // An old price is no way on, even while its order is alive.
      return { kind: 'quoting', choice: same };
  }
  return payable
    ? { kind: 'waitCard', payable, sight: usesCard ? 'used' : 'empty' }
    : { kind: 'quoting', choice: usesCard ? { ...same, isCardUsed: true } : same };
}
