/** The person in front of a box: wants things, moves cards, presses keys. */
import type { VirtualTime } from '../../mocks/environment/simulation.ts';
import type { Step } from '../../src/payment/steps.ts';
import type { VirtualBox } from '../virtual/virtualPortal.ts';
import type { Hand } from './hand.ts';
import type { Errand } from './plan.ts';
import type { Shelf, ShelfCard } from './shelf.ts';

interface PersonParts {
  readonly time: VirtualTime;
  readonly shelf: Shelf;
  readonly hand: Hand;
  /** What is on the television; `null` while the box is off. */
  page(): VirtualBox | null;
}

export interface Person {
  wants(errand: Errand): void;
  /** Looks only after what earlier payments have left. */
  cleansUp(): void;
  isBusy(): boolean;
  /** What the errands have led to, in order: the kind of the last screen. */
  readonly ends: readonly string[];
  /** A new screen is there: acts on it after a while. */
  sees(step: Step): void;
  looksAway(): void;
}

const AGAIN_MS = 2_000;
const BUSY: readonly Step['kind'][] = ['debiting', 'authorising', 'cardCheck', 'prepare'];

export function createPerson({ time, shelf, hand, page }: PersonParts): Person {
  let queue: Errand[] = [];
  let errand: Errand | null = null;
  let did = new Set<'begun' | 'pulled' | 'backed' | 'swapped' | 'left'>();
  let tried = 0;
  let cancel = () => {};
  const ends: string[] = [];

  const look = (afterMs: number): void => {
    cancel();
    cancel = time.after(afterMs, () => {
      const shown = page();
      if (shown) acts(shown);
    });
  };

  function ended(how: string): void {
    if (errand && did.has('begun')) {
      ends.push(how);
      errand = null;
    }
  }
  function next(): void {
    errand = queue.shift() ?? null;
    did = new Set();
    tried = 0;
  }

  /** Puts a card in where the screen waits for it; takes a used one out first. */
  function moves(card: ShelfCard, sight: string): unknown {
    if (hand.isSlotEmpty()) {
      const other = shelf.cards.find((one) => one !== card && !one.isLiars && !one.holder);
      const swaps = errand?.swaps && other && !did.has('swapped');
      did.add('swapped');
      return look(hand.putIn(swaps ? other : card) ? AGAIN_MS * 4 : AGAIN_MS);
    }
    if (sight === 'used' || sight === 'mute' || hand.card !== card) hand.takeOut();
    return look(AGAIN_MS);
  }

  const cardOfTail = (tail: string): ShelfCard | undefined =>
    shelf.cards.find(({ serial }) => serial.endsWith(tail));

  /** One thing that the person does about what is on the screen. */
  function acts({ step: shown, send }: VirtualBox): unknown {
    const step = shown();
    const { kind } = step;
    if (errand?.pullsAt === kind && !did.has('pulled')) {
      did.add('pulled');
      hand.takeOut();
      return look(AGAIN_MS);
    }
    if (errand?.backsAt === kind && !did.has('backed')) {
      did.add('backed');
      return send({ kind: 'back' });
    }
    switch (step.kind) {
      case 'home':
        hand.takeOut();
        ended('home');
        if (!errand) next();
        if (step.unfinished?.kind === 'doubt' && !errand?.leaves) {
          return send({ kind: 'unfinishedOpened' });
        }
        return errand && send({ kind: 'serviceOpened', serviceId: errand.serviceId });
      case 'service': {
        if (!errand || did.has('begun')) return send({ kind: 'back' });
        did.add('begun');
        const { serviceId, months } = errand;
        send({ kind: 'periodChosen', choice: { serviceId, months } });
        // Not on sale, or the price cannot be had: the page stays where it is.
        return look(60_000);
      }
      case 'confirm':
        return send({ kind: 'amountConfirmed' });
      case 'waitCard':
        return moves(shelf.cards[errand?.card ?? 0]!, step.sight);
      case 'insertSameCard': {
        const card = cardOfTail(step.doubt.cardTail);
        if (!card || (errand?.leaves && !did.has('left'))) {
          did.add('left');
          hand.takeOut();
          return send({ kind: 'back' });
        }
        return moves(card, step.sight);
      }
      case 'refused':
        hand.takeOut();
        if (errand && tried < errand.tries) {
          tried++;
          return send({ kind: 'retried' });
        }
        ended(`refused ${step.failure.kind}`);
        return send({ kind: 'back' });
      case 'result':
      case 'manualCase':
        hand.takeOut();
        ended(kind);
        return send({ kind: 'closed' });
      case 'finishing':
        hand.takeOut();
        return step.mayLeave && send({ kind: 'back' });
      case 'history':
        return send({ kind: 'back' });
      default:
        return undefined;
    }
  }

  return {
    ends,
    isBusy: () => errand !== null || queue.length > 0,
    wants(wanted) {
      queue.push(wanted);
      if (page() && !errand) look(wanted.paceMs);
    },
    cleansUp() {
      queue = [];
      errand = null;
      if (page()) look(1);
    },
    sees: ({ kind }) => look(BUSY.includes(kind) ? 1 : (errand?.paceMs ?? 500)),
    looksAway: () => cancel(),
  };
}
