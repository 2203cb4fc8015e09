/** The page's (and Node's) WebCrypto as the injected primitives. It exists in secure contexts only. */
import type { Bytes } from '../../shared/bytes.ts';
import type { Crypto } from '../../shared/crypto.ts';
import type { Random } from '../../shared/random.ts';

const bytesOf = (buffer: ArrayBuffer): Bytes => new Uint8Array(buffer);

export function webCrypto(subtle: SubtleCrypto): Crypto {
  const aesKey = (key: Bytes, usage: KeyUsage) =>
    subtle.importKey('raw', key, { name: 'AES-GCM' }, false, [usage]);
  return {
    sha256: async (data) => bytesOf(await subtle.digest({ name: 'SHA-256' }, data)),
    async hmacSha256(key, data) {
      const algorithm = { name: 'HMAC', hash: { name: 'SHA-256' } };
      const imported = await subtle.importKey('raw', key, algorithm, false, ['sign']);
      return bytesOf(await subtle.sign(algorithm, imported, data));
    },
    async seal(key, nonce, plain) {
      const algorithm = { name: 'AES-GCM', iv: nonce, tagLength: 128 };
      return bytesOf(await subtle.encrypt(algorithm, await aesKey(key, 'encrypt'), plain));
    },
    async open(key, nonce, sealed) {
      const algorithm = { name: 'AES-GCM', iv: nonce, tagLength: 128 };
      return bytesOf(await subtle.decrypt(algorithm, await aesKey(key, 'decrypt'), sealed));
    },
  };
}

export const webRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
};
