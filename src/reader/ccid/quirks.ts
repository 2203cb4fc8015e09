/** Readers that say something untrue of themselves, by VID:PID. `WebUsbParts.quirks` adds to it; `config.json` cannot yet. */
import { FEATURE } from './ccidDescriptor.ts';
import type { CcidInterface } from './parseConfiguration.ts';

interface Quirk {
  /** Bytes of a whole message, header included. */
  readonly maxMessageLength?: number;
  readonly level?: 'tpdu' | 'shortApdu' | 'extendedApdu';
  /** There is an interrupt endpoint and nothing comes of it: the slot is polled. */
  readonly noInterrupt?: boolean;
}

/** `04E6:511F` in capitals. */
export type Quirks = { readonly [vidPid: string]: Quirk };

/** Found by the community of libccid. */
export const QUIRKS: Quirks = {
  // Announces 263, which has no room for an answer of 256 bytes and a status word; sends 271.
  '04E6:511F': { maxMessageLength: 271 },
  // Short APDUs by its descriptor of some firmware; takes extended ones.
  '076B:3031': { level: 'extendedApdu' },
};

const LEVELS = FEATURE.tpdu | FEATURE.shortApdu | FEATURE.extendedApdu;
/** A header and 64 KiB: more is a lie, and would be allocated. Less than a TPDU and its header cannot work. */
const MAX_MESSAGE_BYTES = 0x1000a;
const MIN_MESSAGE_BYTES = 32;
const USUAL_MESSAGE_BYTES = 271;

const hex4 = (value: number): string => (value + 0x10000).toString(16).slice(1).toUpperCase();

export const vidPid = (vendorId: number, productId: number): string =>
  `${hex4(vendorId)}:${hex4(productId)}`;

/** What an interface says of itself, corrected; the length of a message bounded in any case. */
export function correctedInterface(announced: CcidInterface, quirk: Quirk = {}): CcidInterface {
  const { interruptIn, descriptor, ...rest } = announced;
  const { maxMessageLength = descriptor.maxMessageLength, level, noInterrupt } = quirk;
  const { features } = descriptor;
  return {
    ...rest,
    ...(interruptIn && !noInterrupt ? { interruptIn } : {}),
    descriptor: {
      ...descriptor,
      maxMessageLength:
        maxMessageLength < MIN_MESSAGE_BYTES
          ? USUAL_MESSAGE_BYTES
          : Math.min(maxMessageLength, MAX_MESSAGE_BYTES),
      features: level ? (features & ~LEVELS) | FEATURE[level] : features,
    },
  };
}
