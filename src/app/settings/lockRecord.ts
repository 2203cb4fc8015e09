/** The box's record of the child lock. */
import { TRIES } from '../../screens/lock/childLock.ts';
import type { Fen } from '../../shared/money.ts';
import type { Instant } from '../../shared/time.ts';
import { integer, matching, object, readAs } from '../../tsp/shape.ts';

export interface LockRecord {
  readonly salt: string;
  /** Empty: no PIN fits, only the hotline opens. */
  readonly hash: string;
  readonly limitFen: Fen;
  /** Wrong PINs since the last right one. */
  readonly wrong: number;
  /** When the last wait ends, on the TSP's clock; 0 is never. */
  readonly until: Instant;
  /** Six digits that the hotline's code answers. */
  readonly challenge: string;
}

/** Minutes to wait after every third wrong PIN; the last one repeats. */
const WAITS = [1, 5, 15, 60];

/** The wait that so many wrong PINs have brought. */
export const waitMs = (wrong: number): number =>
  WAITS[Math.min(Math.floor(wrong / TRIES), WAITS.length) - 1]! * 60_000;

const count = integer(0, Number.MAX_SAFE_INTEGER);
const shape = object({
  salt: matching(/^([0-9A-F]{32})?$/),
  hash: matching(/^([0-9A-F]{64})?$/),
  challenge: matching(/^\d{6}$/),
  limitFen: count,
  wrong: count,
  until: count,
});

/**
 * `undefined` is no lock. What is there and cannot be read is a lock that no PIN opens: a damaged lock must not
 * stand open, and the hotline can take it off.
 */
export function lockRecord(read: unknown, newChallenge: () => string): LockRecord | undefined {
  if (read === undefined) return read;
  const record = readAs(shape, read);
  return record.ok
    ? record.value
    : { salt: '', hash: '', limitFen: 0, wrong: 0, until: 0, challenge: newChallenge() };
}
