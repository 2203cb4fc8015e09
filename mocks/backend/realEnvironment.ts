/** The machine's own clock, timers and chance, and Node's OpenSSL. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { Crypto } from '../../src/shared/crypto.ts';
import type { Log } from '../../src/shared/log.ts';
import type { Timers } from '../../src/shared/time.ts';
import type { Environment } from '../environment.ts';

const TAG = 16;
/** What one timer can wait for; a longer wait is cut into such pieces. */
const LONGEST_MS = 2_000_000_000;

const timers: Timers = {
  after(delayMs, callback) {
    let timer: NodeJS.Timeout;
    const wait = (leftMs: number): void => {
      const now = Math.min(leftMs, LONGEST_MS);
      timer = setTimeout(() => (leftMs > now ? wait(leftMs - now) : callback()), now);
    };
    wait(Math.max(0, delayMs));
    return () => clearTimeout(timer);
  },
};

/** Synchronous inside: hashing a message is quicker than asking a thread to. */
const crypto: Crypto = {
  sha256: async (data) => new Uint8Array(createHash('sha256').update(data).digest()),
  hmacSha256: async (key, data) => new Uint8Array(createHmac('sha256', key).update(data).digest()),
  async seal(key, nonce, plain) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return new Uint8Array(
      Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
    );
  },
  async open(key, nonce, sealed) {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    const plain = decipher.update(sealed.subarray(0, sealed.length - TAG));
    return new Uint8Array(Buffer.concat([plain, decipher.final()]));
  },
};

export const realEnvironment = (log: Log): Environment => ({
  clock: { now: () => Date.now() },
  timers,
  random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
  crypto,
  log,
});
