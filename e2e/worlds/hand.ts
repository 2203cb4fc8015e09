/** The hand at a box's slot: puts cards of the shelf in and takes them out. */
import type { World } from '../../mocks/world/world.ts';
import type { Holder, ShelfCard } from './shelf.ts';

type Slot = World['slot'];

export interface Hand {
  /** The card in the slot. */
  readonly card: ShelfCard | null;
  isSlotEmpty(): boolean;
  /** Answers whether it went in: the slot may have a card, and the card may be at another box. */
  putIn(card: ShelfCard): boolean;
  /** The card goes back to the shelf. */
  takeOut(): void;
}

export function createHand(slot: Slot, holder: Holder): Hand {
  let held: ShelfCard | null = null;

  function letGo(): void {
    if (held) held.holder = null;
    held = null;
  }
  // A card that was torn is back in the hand of its owner.
  slot.onChange(() => {
    if (slot.state === 'empty') letGo();
  });
  return {
    get card() {
      return held;
    },
    isSlotEmpty: () => slot.state === 'empty',
    putIn(card) {
      if (slot.state !== 'empty' || card.holder) return false;
      held = card;
      card.holder = holder;
      slot.insert(card.card);
      return true;
    },
    takeOut() {
      slot.pull();
      letGo();
    },
  };
}
