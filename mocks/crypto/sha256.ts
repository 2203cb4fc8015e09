/** Incremental SHA-256 on crypto-js: WebCrypto needs all data at once. */
import CryptoJS from 'crypto-js/core.js';
import 'crypto-js/sha256.js';

function toWords(bytes: Uint8Array): CryptoJS.lib.WordArray {
  const words: number[] = [];
  for (let i = 0; i < bytes.length; i += 4) {
    words.push(
      (bytes[i]! << 24) |
        ((bytes[i + 1] ?? 0) << 16) |
        ((bytes[i + 2] ?? 0) << 8) |
        (bytes[i + 3] ?? 0),
    );
  }
  return CryptoJS.lib.WordArray.create(words, bytes.length);
}

/** Starts a hash: call `update` as often as needed, then `digest` once. */
export function sha256() {
  const hasher = CryptoJS.algo.SHA256.create();
  return {
    update(bytes: Uint8Array): void {
      hasher.update(toWords(bytes));
    },
    /** 64 hex digits, upper case. */
    digest: (): string => hasher.finalize().toString().toUpperCase(),
  };
}
