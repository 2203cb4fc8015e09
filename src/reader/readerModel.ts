/** What may be known of a reader model beyond what it says of itself. */

/** HID: how a reader packs messages into reports; `ccid` is this project's profile. */
export type FramingName = 'ccid' | 'length-byte' | 'r6';

export interface ReaderModel {
  /** `04E6:511F` in capitals. */
  readonly model: string;
  /** HID only, where it is not the profile. */
  readonly framing?: FramingName;
  /** What XfrBlock carries; extended APDUs are the only level at which commands are chained. */
  readonly level?: 'tpdu' | 'short-apdu' | 'extended-apdu';
  /** Bytes of a whole message, header included. */
  readonly maxMessageLength?: number;
  /** Bit/s that the reader can really do. */
  readonly maxDataRateBps?: number;
  /** Bytes of one T=1 block that the reader takes. */
  readonly maxIfsd?: number;
  /** Notifications are announced and none comes: the slot is asked all the time. */
  readonly noInterrupt?: boolean;
}
