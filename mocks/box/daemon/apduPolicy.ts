/** The commands a daemon lets through to a card: only those that a purse purchase and its proof need. */
import type { Bytes } from '../../../src/shared/bytes.ts';

/** CLA INS of ISO 7816-4 and JR/T 0025.2, chapter 6. */
const PURSE: ReadonlySet<number> = new Set([
  0x00a4, // SELECT
  0x00b0, // READ BINARY
  0x00b2, // READ RECORD
  0x00c0, // GET RESPONSE
  0x0084, // GET CHALLENGE
  0x8050, // INITIALIZE FOR LOAD / PURCHASE
  0x8052, // CREDIT FOR LOAD
  0x8054, // DEBIT FOR PURCHASE
  0x805a, // GET TRANSACTION PROVE
  0x805c, // GET BALANCE
]);

/** Three wrong PINs lock a card, so a page that is not the portal must not send any. */
const VERIFY = 0x0020;

export type ApduPolicy = (apdu: Bytes) => boolean;

export function apduPolicy({ allowVerify }: { readonly allowVerify: boolean }): ApduPolicy {
  return (apdu) => {
    if (apdu.length < 4) return false;
    const command = (apdu[0]! << 8) | apdu[1]!;
    return PURSE.has(command) || (allowVerify && command === VERIFY);
  };
}
