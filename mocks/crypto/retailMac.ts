/** ISO/IEC 9797-1 MAC algorithm 3, the MAC of secure messaging (PBOC): single-DES CBC, the last block in triple DES. */
import type { Bytes } from '../../src/shared/bytes.ts';
import { desCbcLastBlock, desDecrypt, desEncrypt } from './des.ts';
import { pad } from './pboc.ts';

/** All 8 bytes, under a 16-byte key. For a card command `iv` is its 4-byte challenge and four zeros. */
export function retailMac(key: Uint8Array, data: Uint8Array, iv = new Uint8Array(8)): Bytes {
  const [left, right] = [key.subarray(0, 8), key.subarray(8)];
  return desEncrypt(left, desDecrypt(right, desCbcLastBlock(left, iv, pad(data))));
}
