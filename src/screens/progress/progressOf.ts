/** The words of the screen while the payment runs by itself. */
import { isArrears } from '../../payment/arrears.ts';
import type { StepOf } from '../../payment/steps.ts';
import { fill } from '../../ui/words/fill.ts';
import { amount } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';

export type ProgressStep = StepOf<
  'cardCheck' | 'prepare' | 'authorising' | 'debiting' | 'reporting' | 'finishing'
>;

interface Progress {
  /** Which of the four stages. */
  readonly at: number;
  readonly title: string;
  readonly act: string;
  readonly money: string;
  /** The card must not be taken out now, whatever happens. */
  readonly isUrgent: boolean;
  readonly isPaid: boolean;
  /** What Back does; `null` while there is no way back. */
  readonly back: string | null;
}

/** "Not charged" is said only before the card may be debited, "paid" only once it has answered. */
export function progressOf(step: ProgressStep): Progress {
  const { progress, hint } = words.value;
  const before = {
    act: progress.doNotRemove,
    money: progress.mayCancel,
    isUrgent: false,
    isPaid: false,
  };
  const cancel = hint.cancel;
  switch (step.kind) {
    case 'cardCheck':
      return { ...before, at: 0, title: progress.cardCheck, back: cancel };
    case 'prepare': {
      const act = fill(progress.position, { place: step.position });
      return { ...before, at: 1, title: progress.prepare, act, back: cancel };
    }
    case 'authorising':
      return { ...before, at: 1, title: progress.authorising, back: cancel };
    case 'debiting': {
      const title = fill(progress.debiting, { amount: amount(step.payable.order.amountFen) });
      const money = progress.debitingMoney;
      return { ...before, at: 2, title, money, isUrgent: true, back: null };
    }
    case 'reporting':
    case 'finishing': {
      const isSettling = step.kind === 'finishing' && isArrears(step.order);
      const mayLeave = step.kind === 'reporting' ? step.slow : step.mayLeave;
      const reported = fill(progress.reported, { amount: amount(step.order.amountFen) });
      const waiting = step.kind === 'reporting' ? progress.slow : progress.mayLeave;
      const present = step.kind === 'reporting' ? progress.doNotRemove : progress.opening;
      return {
        at: step.kind === 'reporting' ? 2 : 3,
        title: isSettling ? progress.settling : progress[step.kind],
        act: mayLeave ? waiting : present,
        money: reported,
        isUrgent: step.kind === 'reporting' && !mayLeave,
        isPaid: true,
        back: mayLeave ? hint.home : null,
      };
    }
  }
}

export const orderOf = (step: ProgressStep) =>
  'payable' in step ? step.payable.order : step.order;
