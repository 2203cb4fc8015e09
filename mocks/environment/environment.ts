/** What a core gets from its host instead of using it directly: time, timers, randomness and hashing. */
import type { Crypto } from '../../src/shared/crypto.ts';
import type { Log } from '../../src/shared/log.ts';
import type { Random } from '../../src/shared/random.ts';
import type { Clock, Timers } from '../../src/shared/time.ts';

/** The clock of a machine, which people and NTP may set on or back, by hours or years. */
export interface MachineClock extends Clock {
  /** Milliseconds from any beginning that no setting of the clock changes. A clock that is never set needs none. */
  steady?(): number;
}

/** For durations; `now` is for what people and other parties read. */
export const steadyMs = (clock: MachineClock): number => clock.steady?.() ?? clock.now();

export interface Environment {
  readonly clock: MachineClock;
  readonly timers: Timers;
  readonly random: Random;
  readonly crypto: Crypto;
  readonly log: Log;
}

/** Sends a request to a party. Problems are answers; a rejection means that the connection broke. */
export type Fetch = (request: Request) => Promise<Response>;
