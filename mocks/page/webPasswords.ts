/**
 * Passwords of operators by PBKDF2, as `pbkdf2-sha256$rounds$salt$hash`: all that a page has. Needs https or localhost,
 * where browsers offer Web Crypto.
 */
import { type Bytes, equalBytes, fromBase64, toBase64, utf8 } from '../../src/shared/bytes.ts';
import type { Passwords } from '../operator/ops/opsTypes.ts';

/** OWASP's figure for SHA-256. */
const ROUNDS = 600_000;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const FORMAT = /^pbkdf2-sha256\$(\d{1,7})\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)$/;

export function webPasswords(rounds: number = ROUNDS): Passwords {
  const { subtle } = crypto;

  async function derive(password: string, salt: Bytes, iterations: number): Promise<Uint8Array> {
    const typed = utf8(password.normalize('NFKC'));
    const key = await subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
    const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
    return new Uint8Array(await subtle.deriveBits(how, key, HASH_BYTES * 8));
  }

  return {
    async verify(password, hash) {
      const [, iterations, salt, expected] = FORMAT.exec(hash) ?? [];
      if (!iterations || Number(iterations) === 0 || !salt || !expected) return false;
      try {
        const found = await derive(password, fromBase64(salt), Number(iterations));
        return equalBytes(found, fromBase64(expected));
      } catch {
        // Not base64: not one of ours.
        return false;
      }
    },
    async hash(password) {
      const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
      const key = await derive(password, salt, rounds);
      return `pbkdf2-sha256$${rounds}$${toBase64(salt)}$${toBase64(key)}`;
    },
  };
}
