/** The subscriber's cards: which there are, which comes next, which is in the slot. All of it is kept in `nvm`. */
import type { Fen } from '../../src/shared/money.ts';
import { createCard, type SimulatedCard } from '../card/createCard.ts';
import type { Environment } from '../environment/environment.ts';
import type { CardName, Scenario } from '../faults/scenarios.ts';
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';
import type { Occurrences } from './occurrences.ts';
import type { SimulatedSlot } from './reader/simulatedSlot.ts';
import { walletCard } from './walletCards.ts';

export interface Wallet {
  card(name: CardName): SimulatedCard;
  /** The card that the subscriber takes next. */
  readonly next: CardName;
  /** The card in the slot. */
  readonly inSlot: CardName | null;
  /** From now on the subscriber takes this card instead of the scenario's. */
  choose(name: CardName): void;
  /** Sets a balance; for that the card leaves the slot and goes back in. */
  setBalance(name: CardName, balanceFen: Fen): void;
  /** Takes the next card out. */
  take(): SimulatedCard;
  onWrite(callback: () => void): void;
}

interface WalletParts {
  readonly environment: Environment;
  readonly nvm: NonVolatileMemory;
  readonly scenario: Scenario;
  readonly slot: SimulatedSlot;
  readonly occurrences: Occurrences;
  /** The good card's serial number, 20 digits; the others are derived from it. Default: the usual numbers. */
  readonly serial?: string;
}

export function createWallet(parts: WalletParts): Wallet {
  const { environment, nvm, scenario, slot, occurrences } = parts;
  const cards = new Map<CardName, SimulatedCard>();
  const written: (() => void)[] = [];
  const order = scenario.cards ?? [scenario.card ?? 'good'];
  const left = nvm.read('slot');
  let taken = left ? (left as CardName) : order[0]!;

  const issue = (name: CardName): SimulatedCard => {
    const kept = nvm.read(`card:${name}`);
    const card = createCard(
      kept ? JSON.parse(kept) : walletCard(name, scenario.provesBy, parts.serial),
      {
        random: environment.random,
        onWrite(state) {
          nvm.write(`card:${name}`, JSON.stringify(state));
          for (const callback of written) callback();
        },
      },
    );
    cards.set(name, card);
    return card;
  };
  const wallet: Wallet = {
    card: (name) => cards.get(name) ?? issue(name),
    get next() {
      const chosen = nvm.read('chosen');
      if (chosen) return chosen as CardName;
      return order[Math.min(occurrences.count('insertion'), order.length - 1)]!;
    },
    get inSlot() {
      return slot.state === 'present' || slot.state === 'mute' ? taken : null;
    },
    choose: (name) => nvm.write('chosen', name),
    setBalance(name, balanceFen) {
      const isIn = wallet.inSlot === name && slot.state === 'present';
      if (isIn) slot.pull();
      const state = { ...wallet.card(name).state, balanceFen };
      nvm.write(`card:${name}`, JSON.stringify(state));
      const card = issue(name);
      if (isIn) slot.insert(card);
    },
    take() {
      taken = wallet.next;
      occurrences.add('insertion');
      return wallet.card(taken);
    },
    onWrite: (callback) => void written.push(callback),
  };
  if (left) slot.insert(wallet.card(taken));
  // Kept, so that a reload leaves the card in the slot.
  slot.onChange(() => nvm.write('slot', slot.state === 'present' ? taken : ''));
  return wallet;
}
