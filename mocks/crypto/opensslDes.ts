/**
 * DES by Node's OpenSSL, for hosts that serve many cards. OpenSSL 3 has single DES only in its legacy provider, so triple
 * DES with the same key three times replaces it, which gives the same result.
 */
import { createCipheriv } from 'node:crypto';
import { type Bytes, concat } from '../../src/shared/bytes.ts';
import type { DesCipher } from './des.ts';

const ECB = 'des-ede3';
const CBC = 'des-ede3-cbc';

const keyOf = (key: Uint8Array): Bytes =>
  key.length === 16 ? concat(key, key.subarray(0, 8)) : concat(key, key, key);

function encrypt(key: Uint8Array, data: Uint8Array, iv: Uint8Array | null = null): Bytes {
  const cipher = createCipheriv(iv ? CBC : ECB, keyOf(key), iv);
  return new Uint8Array(cipher.setAutoPadding(false).update(data));
}

export const opensslDes: DesCipher = {
  tdesEncrypt: (key, data) => encrypt(key, data),
  desCbcLastBlock: (key, iv, data) => encrypt(key, data, iv).slice(-8),
};
