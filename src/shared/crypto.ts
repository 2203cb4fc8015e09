/** The three primitives the portal and the TSP share, as an injected part (WebCrypto in the page and in Node). */
import type { Bytes } from './bytes.ts';

export interface Crypto {
  sha256(data: Bytes): Promise<Bytes>;
  hmacSha256(key: Bytes, data: Bytes): Promise<Bytes>;
  /** AES-256-GCM: `nonce` 12 bytes; answers ciphertext | tag 16. */
  seal(key: Bytes, nonce: Bytes, plain: Bytes): Promise<Bytes>;
  /** The reverse of `seal`. Rejects when the tag is wrong. */
  open(key: Bytes, nonce: Bytes, sealed: Bytes): Promise<Bytes>;
}
