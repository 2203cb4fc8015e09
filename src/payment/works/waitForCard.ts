/** Waiting for a card in the slot, with every state of the reader shown. */
import { effect, untracked } from '@preact/signals';
import { newCode } from '../../shared/code.ts';
import { limitOf } from '../limits.ts';
import type { PaymentParts, Work, WorkContext } from '../paymentParts.ts';
import type { ReaderSight } from '../steps.ts';
import { untouched } from '../untouched.ts';

/** A reader that has said nothing for so long is not called connected. */
const SLOW_MS = 3_000;

/**
 * Follows the slot until a card is in it. A card that has been tried must come out first, and so must one that was put in while nobody
 * could see what it is for.
 */
function watch(
  { slot, isSeen, timers }: Pick<PaymentParts, 'slot' | 'isSeen' | 'timers'>,
  first: ReaderSight,
  { send, signal }: Pick<WorkContext<'waitCard' | 'insertSameCard'>, 'send' | 'signal'>,
): void {
  let mustComeOut = first === 'used' && slot.state.peek() === 'present';
  let shown = first;
  const show = (sight: ReaderSight) => {
    if (sight !== shown) send({ kind: 'readerSeen', sight });
    shown = sight;
  };
  const cancelSlow = timers.after(SLOW_MS, () => show('unavailable'));
  signal.onAbort(cancelSlow);
  void slot.seek(signal).then(() => {
    cancelSlow();
    if (signal.aborted) return;
    const stop = effect(() => {
      const state = slot.state.value;
      untracked(() => {
        if (state !== 'present') mustComeOut = false;
        else if (!isSeen()) mustComeOut = true;
        if (state === 'present') {
          if (mustComeOut) show('used');
          else send({ kind: 'cardInserted' });
        } else show(state);
      });
    });
    signal.onAbort(stop);
  });
}

export function waitCardWork(parts: PaymentParts): Work<'waitCard'> {
  return (context) => {
    const { send, signal } = context;
    const cancel = parts.timers.after(limitOf(parts.tsp, 'cardWaitMs'), () =>
      send({
        kind: 'refused',
        failure: untouched('card-wait-over', newCode(parts.random)),
      }),
    );
    signal.onAbort(cancel);
    watch(parts, context.step.sight, context);
  };
}

export function insertSameCardWork(parts: PaymentParts): Work<'insertSameCard'> {
  return (context) => {
    watch(parts, context.step.sight, context);
  };
}
