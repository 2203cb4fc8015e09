/** Virtual time, seeded random numbers and synchronous hashing: a day passes in a moment, and every run is the same. */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import type { Crypto } from '../../src/shared/crypto.ts';
import { type Log, silentLog } from '../../src/shared/log.ts';
import type { Random } from '../../src/shared/random.ts';
import type { Instant, Timers } from '../../src/shared/time.ts';
import type { Environment, MachineClock } from './environment.ts';

/** A Monday evening in November, in China. */
export const SOME_EVENING: Instant = Date.UTC(2026, 10, 23, 12, 36, 0);
const TAG = 16;
/** Rounds of the event loop after which everything has run that does not wait for a timer. */
const SETTLING_ROUNDS = 40;

export interface VirtualTime extends MachineClock, Timers {
  /** Sets the clock on or back, as an administrator or NTP does. Timers do not notice. */
  setClock(byMs: number): void;
  /** Lets time pass, timer by timer, until `done` or for `forMs`. Answers whether it is done. */
  runUntil(done: () => boolean, forMs: number): Promise<boolean>;
}

/** `rounds`: of the event loop, before time goes on; fewer where nothing needs a thread or a stream. */
export function virtualTime(start: Instant = SOME_EVENING, rounds = SETTLING_ROUNDS): VirtualTime {
  let now = start;
  let setBy = 0;
  let last = 0;
  let due: { id: number; at: Instant; callback: () => void }[] = [];

  async function settlePromises(done: () => boolean): Promise<boolean> {
    for (let round = 0; round < rounds; round++) {
      if (done()) return true;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return done();
  }

  return {
    now: () => now + setBy,
    steady: () => now,
    setClock(byMs) {
      setBy += byMs;
    },
    after(delayMs, callback) {
      const id = ++last;
      due.push({ id, at: now + Math.max(0, Math.ceil(delayMs)), callback });
      return () => {
        due = due.filter((timer) => timer.id !== id);
      };
    },
    async runUntil(done, forMs) {
      const end = now + forMs;
      for (;;) {
        if (await settlePromises(done)) return true;
        const next = due.reduce<(typeof due)[number] | null>(
          (first, timer) =>
            !first || timer.at < first.at || (timer.at === first.at && timer.id < first.id)
              ? timer
              : first,
          null,
        );
        if (!next || next.at > end) {
          now = end;
          return done();
        }
        now = next.at;
        due = due.filter((timer) => timer !== next);
        next.callback();
      }
    },
  };
}

/** Bytes of xorshift32: the same for the same seed. */
export function seededRandom(seed: number): Random {
  let state = seed | 0 || 1;
  return {
    bytes: (length) =>
      new Uint8Array(length).map(() => {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return state & 0xff;
      }),
  };
}

/** Node's OpenSSL without its thread pool: results are ready within the same turn of the event loop. */
export const syncCrypto: Crypto = {
  sha256: async (data) => new Uint8Array(createHash('sha256').update(data).digest()),
  hmacSha256: async (key, data) => new Uint8Array(createHmac('sha256', key).update(data).digest()),
  async seal(key, nonce, plain) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return new Uint8Array(sealed);
  },
  async open(key, nonce, sealed) {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    const plain = decipher.update(sealed.subarray(0, sealed.length - TAG));
    return new Uint8Array(Buffer.concat([plain, decipher.final()]));
  },
};

export interface Simulation {
  readonly time: VirtualTime;
  readonly environment: Environment;
}

export function simulation(
  seed = 1,
  log: Log = silentLog,
  rounds?: number,
  start: Instant = SOME_EVENING,
): Simulation {
  const time = virtualTime(start, rounds);
  return {
    time,
    environment: { clock: time, timers: time, random: seededRandom(seed), crypto: syncCrypto, log },
  };
}
