/** The machine's clock, timers and random numbers, and Node's OpenSSL. */
import { randomBytes } from 'node:crypto';
import type { Log } from '../../src/shared/log.ts';
import type { Timers } from '../../src/shared/time.ts';
import type { Environment } from './environment.ts';
import { syncCrypto } from './simulation.ts';

/** The longest time for one timer; longer waits are split. */
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

export const realEnvironment = (log: Log): Environment => ({
  clock: { now: () => Date.now(), steady: () => performance.now() },
  timers,
  random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
  // Hashing a message here is quicker than passing it to a thread.
  crypto: syncCrypto,
  log,
});
