/**
 * What makes a card this card: issuer, application and diversification factor, the three that its keys come from. The first
 * two bytes of a serial bind no MAC, so they are only held against the issuer's range.
 */

export interface CardNames {
  /** 16 hex digits. */
  readonly issuer: string;
  /** 2 hex digits. */
  readonly applicationType: string;
  /** The application serial number: 20 hex digits. */
  readonly asn: string;
}

/** The diversification factor of the card's keys: the rightmost eight bytes of the serial, as hex. */
export const factorOf = (asn: string): string => asn.slice(-16);

/** The card's identity: locks, limits, blocks and numbers that have paid are kept under it. It is as secret as a serial. */
export const cardOf = ({ issuer, applicationType, asn }: CardNames): string =>
  `${factorOf(asn)}.${issuer}.${applicationType}`;

/** The first two bytes of serials (4 hex digits) that each issuer gives out. An issuer that is not listed gives out none. */
export type SerialRanges = Readonly<Record<string, readonly string[]>>;

/** Whether the issuer gives out such serials. */
export const isInRange = (ranges: SerialRanges, { issuer, asn }: CardNames): boolean =>
  ranges[issuer]?.includes(asn.slice(0, 4)) ?? false;
