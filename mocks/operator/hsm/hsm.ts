/**
 * The platform's HSM (数据加密机): verifies MAC2s, also long after the PSAM's session has ended. Keys go in and never come
 * out: no function returns one. Does not imitate: key ceremonies, access control, its own wire format.
 */
import { type Bytes, equalBytes, fromHex, toHex } from '../../../src/shared/bytes.ts';
import type { Fen } from '../../../src/shared/money.ts';
import type { Issuer } from '../../card/issuers.ts';
import { purchaseMac2Data } from '../../crypto/macBlocks.ts';
import {
  CLOSING_FACTOR,
  diversify,
  mac,
  purchaseSessionInput,
  sessionKey,
} from '../../crypto/pboc.ts';

/** The facts of a purchase that its MAC2 depends on. Strings are hex. */
export interface Mac2Subject {
  /** 8 bytes. */
  readonly issuer: string;
  /** 1 byte, as INIT answered it. */
  readonly keyVersion: string;
  /** The rightmost 8 bytes of the card's serial. */
  readonly factor: string;
  /** 4 bytes, from INIT. */
  readonly random: string;
  readonly cardSequence: number;
  /** 4 bytes, from the PSAM. */
  readonly terminalSequence: string;
  readonly amountFen: Fen;
}

export interface Hsm {
  /** Whether the card made this MAC2 (4 bytes hex); false if the HSM has no such key. @throws HsmUnavailable */
  verifyMac2(subject: Mac2Subject & { readonly mac2: string }): Promise<boolean>;
  /**
   * The MAC2 (hex) that ends a PSAM session of the reserved factor, which no card carries. @throws HsmUnavailable
   * @throws RangeError for every other factor: it would be a forged proof of a card's debit.
   */
  closingMac2(subject: Mac2Subject): Promise<string>;
}

/** No answer from the HSM: nothing is known about the MAC. */
export class HsmUnavailable extends Error {
  readonly kind = 'hsm-unavailable';

  constructor() {
    super('the HSM does not answer');
  }
}

export interface SwitchableHsm extends Hsm {
  setAvailable(available: boolean): void;
}

export function createHsm(issuers: readonly Issuer[]): SwitchableHsm {
  let available = true;

  function mac2Of(subject: Mac2Subject): Bytes | null {
    const issuer = issuers.find(({ id }) => id === subject.issuer);
    const master = issuer?.masterKeys.purchase[subject.keyVersion];
    if (master === undefined) return null;
    const random = fromHex(subject.random);
    const ttc = fromHex(subject.terminalSequence);
    const session = sessionKey(
      diversify(fromHex(master), [fromHex(subject.factor)]),
      purchaseSessionInput(random, subject.cardSequence, ttc),
    );
    return mac(session, purchaseMac2Data(subject.amountFen));
  }

  return {
    async verifyMac2(subject) {
      if (!available) throw new HsmUnavailable();
      // This HSM makes MAC2s for the reserved factor itself: they prove nothing.
      if (subject.factor === CLOSING_FACTOR) return false;
      const expected = mac2Of(subject);
      return expected !== null && equalBytes(expected, fromHex(subject.mac2));
    },
    async closingMac2(subject) {
      if (!available) throw new HsmUnavailable();
      if (subject.factor !== CLOSING_FACTOR) {
        throw new RangeError('a MAC2 is made for the reserved factor only');
      }
      const made = mac2Of(subject);
      if (made === null) throw new RangeError('no key of this issuer and version');
      return toHex(made);
    },
    setAvailable(value) {
      available = value;
    },
  };
}
