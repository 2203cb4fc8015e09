/** The person in front of the television: looks at the screen, puts a card in when asked, takes it out afterwards. */
import type { Timers } from '../../src/shared/time.ts';
import type { SimulatedCard } from '../card/createCard.ts';
import type { SubscriberHabits } from '../faults/scenarios.ts';
import type { SimulatedSlot } from './reader/simulatedSlot.ts';

/** The habits of a patient subscriber who is `pace` times as quick as real people. */
export const habitsAt = (pace: number): SubscriberHabits => ({
  insertAfterMs: 1_200 / pace,
  takeOutAfterMs: 1_000 / pace,
  bringsItBack: true,
  wrongWayRoundFirst: false,
});

export interface SimulatedSubscriber {
  /** Tells the subscriber which screen (the step's kind) is shown now. */
  sees: (screen: string) => void;
  /** Whether the subscriber acts by itself. */
  isAutomatic: boolean;
  /** Puts the next card in now, if the slot is empty. */
  insert(wrongWayRound?: boolean): void;
  /** Takes the card out now. */
  takeOut(): void;
}

const ASKING = ['waitCard', 'insertSameCard'];
const DONE = ['result', 'refused', 'home', 'service', 'history', 'manualCase'];
const MUTE_MS = 2_500;
/** How often the subscriber looks whether an unplugged reader is back. */
const UNPLUGGED_MS = 2_000;

/** `nextCard` is called at every insertion. */
export function createSimulatedSubscriber(
  timers: Timers,
  slot: SimulatedSlot,
  habits: SubscriberHabits,
  nextCard: () => SimulatedCard,
): SimulatedSubscriber {
  let cancel = () => {};
  let hasPulled = false;
  let isTurned = !habits.wrongWayRoundFirst;

  const soon = (delayMs: number, act: () => void) => {
    cancel();
    cancel = timers.after(delayMs, act);
  };

  function insert(): void {
    if (!slot.plugged) {
      soon(UNPLUGGED_MS, insert);
      return;
    }
    if (slot.state !== 'empty') return;
    slot.insert(nextCard(), !isTurned);
    if (isTurned) return;
    isTurned = true;
    soon(MUTE_MS, () => {
      slot.pull();
      soon(habits.insertAfterMs ?? 0, insert);
    });
  }

  const subscriber: SimulatedSubscriber = {
    isAutomatic: true,
    insert(wrongWayRound = false) {
      cancel();
      if (slot.state === 'empty') slot.insert(nextCard(), wrongWayRound);
    },
    takeOut() {
      cancel();
      slot.pull();
    },
    sees(screen) {
      cancel();
      if (!subscriber.isAutomatic) return;
      if (screen === habits.pullsAt && !hasPulled) {
        hasPulled = true;
        return slot.pull();
      }
      if (DONE.includes(screen)) return soon(habits.takeOutAfterMs, () => slot.pull());
      const { insertAfterMs } = habits;
      if (insertAfterMs === null || !ASKING.includes(screen)) return;
      if (screen === 'insertSameCard' && !habits.bringsItBack) return;
      if (slot.state === 'empty') return soon(insertAfterMs, insert);
      soon(habits.takeOutAfterMs, () => {
        slot.pull();
        soon(insertAfterMs, insert);
      });
    },
  };
  return subscriber;
}
