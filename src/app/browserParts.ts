/** The page's clock, timers, randomness and hashing, as the rest of the portal wants them injected. */
import type { Crypto } from '../shared/crypto.ts';
import type { Random } from '../shared/random.ts';
import type { Clock, Timers } from '../shared/time.ts';
import { webCrypto, webRandom } from './webCrypto.ts';

export interface BrowserParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly crypto: Crypto;
}

/** `null` outside a secure context: without WebCrypto a box cannot sign. */
export function browserParts(): BrowserParts | null {
  const subtle: SubtleCrypto | undefined = window.crypto?.subtle;
  if (!subtle) return null;
  return {
    clock: { now: () => Date.now() },
    timers: {
      after(delayMs, callback) {
        const id = setTimeout(callback, delayMs);
        return () => clearTimeout(id);
      },
    },
    random: webRandom,
    crypto: webCrypto(subtle),
  };
}
