/** What a core may not reach for by itself: time, timers, randomness and hashing come from its host. */
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

/** One party, or the way to one: never rejects for a problem the party can answer itself. A rejection is a dead wire. */
export type Fetch = (request: Request) => Promise<Response>;
