/** The page's clock, timers, randomness and hashing, as the rest of the portal wants them injected. */
import type { Crypto } from '../../shared/crypto.ts';
import type { Random } from '../../shared/random.ts';
import type { Clock, Timers } from '../../shared/time.ts';
import { cryptoFile } from './cryptoFile.ts';
import { webCrypto, webRandom } from './webCrypto.ts';

export interface BrowserParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly crypto: Crypto;
}

/** Engines that do not say (WebKit 602) are judged by the address, as the others judge it. */
const isSecure = (): boolean =>
  window.isSecureContext ?? (location.protocol === 'https:' || location.hostname === 'localhost');

export const pageTimers: Timers = {
  after(delayMs, callback) {
    const id = setTimeout(callback, delayMs);
    return () => clearTimeout(id);
  },
};

/** Begins with the box's clock and goes on evenly: a clock that is set meanwhile changes no countdown and no time-out. */
const began = Date.now() - performance.now();
export const pageClock: Clock = { now: () => Math.floor(began + performance.now()) };

/** `null` outside a secure context: a script that was changed on its way could sign anything. */
export function browserParts(): BrowserParts | null {
  if (!isSecure()) return null;
  const subtle: SubtleCrypto | undefined = window.crypto.subtle;
  return {
    clock: pageClock,
    timers: pageTimers,
    random: webRandom,
    crypto: subtle ? webCrypto(subtle) : cryptoFile(),
  };
}
