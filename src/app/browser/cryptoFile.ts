/** The primitives of our own, in a script that only engines without WebCrypto ask for. */
import type { Crypto } from '../../shared/crypto.ts';

/** Loaded at the first use, and again at the next one when it did not come: until then nothing can be signed. */
export function cryptoFile(): Crypto {
  const there = () => import('./ownCrypto/ownCrypto.ts');
  return {
    sha256: (data) => there().then(({ ownCrypto }) => ownCrypto.sha256(data)),
    hmacSha256: (key, data) => there().then(({ ownCrypto }) => ownCrypto.hmacSha256(key, data)),
    seal: (key, nonce, plain) => there().then(({ ownCrypto }) => ownCrypto.seal(key, nonce, plain)),
    open: (key, nonce, sealed) =>
      there().then(({ ownCrypto }) => ownCrypto.open(key, nonce, sealed)),
  };
}
