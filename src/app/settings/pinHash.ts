/** How a PIN is kept: salted and hashed over and over. */
import { concat, toHex, utf8 } from '../../shared/bytes.ts';
import type { Crypto } from '../../shared/crypto.ts';

/**
 * Slow enough to hinder guessing, quick enough for a box without WebCrypto. Anyone who reads the box's storage can
 * still try a million PINs: this only keeps the digits, which people use elsewhere too, from being read off.
 */
const ROUNDS = 500;

/** 32 bytes in hex. */
export async function pinHash(crypto: Crypto, salt: string, pin: string): Promise<string> {
  const start = utf8(`${salt}|${pin}`);
  let hash = await crypto.sha256(start);
  for (let round = 1; round < ROUNDS; round++) hash = await crypto.sha256(concat(hash, start));
  return toHex(hash);
}
