/** What a core gets from its host instead of using it directly: time, timers, randomness and hashing. */
import type { Crypto } from '../../src/shared/crypto.ts';
import type { Log } from '../../src/shared/log.ts';
import type { Random } from '../../src/shared/random.ts';
import type { Clock, Timers } from '../../src/shared/time.ts';

export interface Environment {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly crypto: Crypto;
  readonly log: Log;
}

/** Sends a request to a party. Problems are answers; a rejection means that the connection broke. */
export type Fetch = (request: Request) => Promise<Response>;
