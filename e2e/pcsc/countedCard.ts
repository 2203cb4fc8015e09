/** A card in the virtual reader that counts each command it gets, and is put in again whenever pcscd has been started again. */
import { type Vpicc, vpicc } from '../../mocks/box/daemon/vpicc.ts';
import { toHex } from '../../src/shared/bytes.ts';
import { until } from '../engines/driver.ts';
import { newCard } from './subscriber.ts';

export interface CountedCard {
  /** How often the card got this command. */
  times(apdu: string): number;
  /** What happens as soon as the card has a command, before it answers. */
  onCommand: () => void;
  /** Puts it in as soon as the reader is there. */
  inserts(): Promise<void>;
  pull(): void;
}

const LIMIT_MS = 20_000;

export function countedCard(vpcdPort: number): CountedCard {
  const card = newCard();
  const seen = new Map<string, number>();
  let inside: Vpicc | null = null;
  const self: CountedCard = {
    times: (apdu) => seen.get(apdu) ?? 0,
    onCommand: () => {},
    async inserts() {
      inside = await until('the card goes in', LIMIT_MS, () =>
        vpicc(counted, vpcdPort).catch(() => null),
      );
    },
    pull: () => inside?.pull(),
  };
  const counted = {
    atr: card.atr,
    reset: () => card.reset(),
    transmit(apdu: Uint8Array) {
      const hex = toHex(apdu);
      seen.set(hex, self.times(hex) + 1);
      self.onCommand();
      return card.transmit(apdu);
    },
  };
  return self;
}
