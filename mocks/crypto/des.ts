/**
 * DES and 2-key triple DES (ISO/IEC 18033-3) without padding, on crypto-js: the browser's WebCrypto has neither.
 * It is too slow and not constant-time, so it is for invented keys only. A host with a quicker implementation sets that
 * with `useDesCipher`.
 */

import CryptoJS from 'crypto-js/core.js';
import ECB from 'crypto-js/mode-ecb.js';
import NoPadding from 'crypto-js/pad-nopadding.js';
import TripleDES from 'crypto-js/tripledes.js';
import type { Bytes } from '../../src/shared/bytes.ts';

const BLOCK = 8;

/** The primitives of the card arithmetic. Callers have checked the lengths of keys and data. */
export interface DesCipher {
  /** 2-key triple DES, ECB; `key` 16 bytes. */
  tdesEncrypt(key: Uint8Array, data: Uint8Array): Bytes;
  /** Single DES, CBC; answers only the last block. `key` 8 bytes. */
  desCbcLastBlock(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Bytes;
}

type Words = CryptoJS.lib.WordArray;

function toWords(bytes: Uint8Array): Words {
  const words: number[] = [];
  for (let i = 0; i < bytes.length; i += 4) {
    words.push(
      (bytes[i]! << 24) | (bytes[i + 1]! << 16) | (bytes[i + 2]! << 8) | (bytes[i + 3]! << 0),
    );
  }
  return CryptoJS.lib.WordArray.create(words, bytes.length);
}

function fromWords({ words, sigBytes }: Words): Bytes {
  const bytes = new Uint8Array(sigBytes);
  for (let i = 0; i < sigBytes; i++) bytes[i] = words[i >> 2]! >>> (24 - 8 * (i % 4));
  return bytes;
}

const ECB_ONLY = { mode: ECB, padding: NoPadding };

export const cryptoJsDes: DesCipher = {
  tdesEncrypt: (key, data) =>
    fromWords(TripleDES.encrypt(toWords(data), toWords(key), ECB_ONLY).ciphertext),
  desCbcLastBlock(key, iv, data) {
    const options = { iv: toWords(iv), padding: NoPadding };
    const { ciphertext } = CryptoJS.DES.encrypt(toWords(data), toWords(key), options);
    return fromWords(ciphertext).slice(data.length - BLOCK);
  },
};

let cipher = cryptoJsDes;

/** Makes all cards, PSAMs and HSMs of this process use another implementation; the results are the same bytes. */
export function useDesCipher(other: DesCipher): void {
  cipher = other;
}

function check(key: Uint8Array, keyLength: number, data: Uint8Array): void {
  if (key.length !== keyLength) throw new RangeError(`a key of ${key.length} bytes`);
  if (data.length === 0 || data.length % BLOCK !== 0) {
    throw new RangeError(`${data.length} bytes are not whole blocks`);
  }
}

/** 2-key triple DES, ECB. @throws RangeError unless `key` has 16 bytes and `data` is whole blocks. */
export function tdesEncrypt(key: Uint8Array, data: Uint8Array): Bytes {
  check(key, 16, data);
  return cipher.tdesEncrypt(key, data);
}

/** The last block of single-DES CBC over `data`, of which every MAC is made. @throws RangeError unless `key` has 8 bytes and `data` is whole blocks. */
export function desCbcLastBlock(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Bytes {
  check(key, 8, data);
  return cipher.desCbcLastBlock(key, iv, data);
}
