/** HID readers that do not speak this project's profile, by vendor and product. */

export type FramingName = 'ccid' | 'length-byte' | 'r6';

export interface KnownReader {
  readonly vendorId: number;
  readonly productId: number;
  readonly framing: FramingName;
}

/**
 * 0483:572B is what ST gives every "custom HID" of its samples: other devices than readers have it too, and the first
 * answer tells them apart.
 */
export const KNOWN_READERS: readonly KnownReader[] = [
  { vendorId: 0x0483, productId: 0x572b, framing: 'length-byte' },
  { vendorId: 0x096e, productId: 0x0401, framing: 'r6' },
];
