/** This machine's own clock, timers, randomness and OpenSSL. */
import { randomBytes } from 'node:crypto';
import type { Log } from '../../src/shared/log.ts';
import type { Environment } from '../environment.ts';
import { syncCrypto } from '../hosts/simulation.ts';

export const nodeEnvironment = (log: Log): Environment => ({
  clock: { now: () => Date.now() },
  timers: {
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  },
  random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
  crypto: syncCrypto,
  log,
});
