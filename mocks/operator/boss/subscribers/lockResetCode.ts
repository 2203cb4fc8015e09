/**
 * The code that the hotline reads to a household that forgot its PIN (docs/design/child-lock.md). Only BOSS has the box
 * keys.
 */
import { type Bytes, utf8 } from '../../../../src/shared/bytes.ts';
import type { Crypto } from '../../../../src/shared/crypto.ts';

const DIGITS = 100_000_000;

/**
 * Returns eight digits for the six that the television shows. The hotline must first make sure that the caller is the
 * customer.
 */
export async function lockResetCode(
  crypto: Pick<Crypto, 'hmacSha256'>,
  boxKey: Bytes,
  challenge: string,
): Promise<string> {
  const mac = await crypto.hmacSha256(boxKey, utf8(`lock-reset|${challenge}`));
  const number = new DataView(mac.buffer, mac.byteOffset).getUint32(0);
  return String(number % DIGITS).padStart(8, '0');
}
