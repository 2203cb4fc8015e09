/** The primitives out of `crypto.js` beside the page, for engines without WebCrypto. */
import type { Crypto } from '../shared/crypto.ts';
import { sideScript } from './sideScript.ts';

declare global {
  interface Window {
    /** What crypto.js leaves there. */
    portalCrypto?: Crypto;
  }
}

/** Asked for at the first use, and again at the next one when it did not come: until then nothing can be signed. */
export function cryptoFile(): Crypto {
  const there = sideScript('crypto.js', () => window.portalCrypto);
  return {
    sha256: (data) => there().then((own) => own.sha256(data)),
    hmacSha256: (key, data) => there().then((own) => own.hmacSha256(key, data)),
    seal: (key, nonce, plain) => there().then((own) => own.seal(key, nonce, plain)),
    open: (key, nonce, sealed) => there().then((own) => own.open(key, nonce, sealed)),
  };
}
