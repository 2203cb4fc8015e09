/** The cards of everybody in a random world: they wander from box to box, and each knows where it is. */
import { CardTorn } from '../../mocks/card/cardTorn.ts';
import { createCard, type SimulatedCard } from '../../mocks/card/createCard.ts';
import { issueCard } from '../../mocks/card/issueCard.ts';
import { CITY_CABLE } from '../../mocks/card/issuers.ts';
import { loadCard } from '../../mocks/card/loadCard.ts';
import { decodeLog } from '../../mocks/card/logRecord.ts';
import { payAtTerminal } from '../../mocks/card/payAtTerminal.ts';
import type { Random } from '../../src/shared/random.ts';
import type { PlasticDebit } from '../enumerate/countBooks.ts';
import type { Chance } from './chance.ts';

/** Who holds a card, and which order it pays for there. */
export interface Holder {
  orderId(): string | null;
}

export interface ShelfCard {
  readonly card: SimulatedCard;
  /** 20 digits. */
  readonly serial: string;
  holder: Holder | null;
  /** A card of a lying box's subscriber. */
  readonly isLiars: boolean;
  /** Issued, and loaded since, less what was spent in shops. */
  ownFen: number;
  /** Purchases in shops. */
  shopped: number;
}

export interface Shelf {
  readonly cards: readonly ShelfCard[];
  /** Every debit by this platform's terminals, from the memories of the cards. */
  readonly plastic: readonly PlasticDebit[];
  load(card: ShelfCard, amountFen: number): void;
  shop(card: ShelfCard, amountFen: number): void;
}

const SHOP = '112233445566';
const ISSUED_FEN = 500_000;
const FIRST = 1_000;

/** `honest` cards, then those of `liars`. */
export function createShelf(
  chance: Chance,
  random: Random,
  { honest, liars }: { readonly honest: number; readonly liars: number },
): Shelf {
  const plastic: PlasticDebit[] = [];

  function issue(number: number, isLiars: boolean): ShelfCard {
    const serial = `000622260000000${String((FIRST + number) * 7).padStart(5, '0')}`;
    const state = issueCard({
      issuer: CITY_CABLE,
      validFrom: '20250101',
      validTo: '20351231',
      serial,
      balanceFen: ISSUED_FEN,
      keyVersion: chance.pick(['01', '01', '02']),
      settings: {
        provesBy: chance.pick(['n', 'n+1']),
        t0: chance.happens(0.7),
        logNeedsPin: chance.happens(0.2),
        logRecords: chance.pick([3, 10]),
      },
    });
    let sequence = state.offlineSequence;
    const card = createCard(state, {
      random,
      onWrite(next) {
        if (next.offlineSequence > sequence) {
          const record = decodeLog(next.log)[0]!;
          const debit = { asn: serial, ...record };
          if (record.terminalNo !== SHOP) {
            plastic.push({ debit, orderId: held.holder?.orderId() ?? null });
          }
        }
        sequence = next.offlineSequence;
      },
    });
    const held: ShelfCard = {
      ...{ card, serial, isLiars },
      ...{ holder: null, ownFen: ISSUED_FEN, shopped: 0 },
    };
    return held;
  }

  return {
    plastic,
    cards: Array.from({ length: honest + liars }, (_, at) => issue(at, at >= honest)),
    load(held, amountFen) {
      loadCard(held.card, { issuer: CITY_CABLE, amountFen });
      held.ownFen += amountFen;
      held.card.reset();
    },
    shop(held, amountFen) {
      const { key } = held.card.state.purchaseKeys[0]!;
      if (held.card.state.balanceFen < amountFen) return;
      const before = held.card.state.offlineSequence;
      try {
        payAtTerminal(held.card, { amountFen, key, terminalNo: SHOP });
      } catch (cause) {
        // Torn in the shop's terminal: the card knows whether it paid.
        if (!(cause instanceof CardTorn)) throw cause;
      }
      held.card.reset();
      if (held.card.state.offlineSequence === before) return;
      held.ownFen -= amountFen;
      held.shopped += 1;
    },
  };
}
