/** `Crypto` by Node's synchronous functions: virtual time must not wait for another thread. */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { type Bytes, concat } from '../../../src/shared/bytes.ts';
import type { Crypto } from '../../../src/shared/crypto.ts';

const TAG_BYTES = 16;

const own = (data: Uint8Array): Bytes => concat(data);

export const nodeCrypto: Crypto = {
  sha256: async (data) => own(createHash('sha256').update(data).digest()),
  hmacSha256: async (key, data) => own(createHmac('sha256', key).update(data).digest()),
  async seal(key, nonce, plain) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return concat(cipher.update(plain), cipher.final(), cipher.getAuthTag());
  },
  async open(key, nonce, sealed) {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    decipher.setAuthTag(sealed.slice(-TAG_BYTES));
    return concat(decipher.update(sealed.slice(0, -TAG_BYTES)), decipher.final());
  },
};
