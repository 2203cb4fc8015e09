/**
 * Rate limits that a restart does not forget. They are checked in memory and written behind: all that changed since the
 * last write is one transaction, which is queued before the effects of the request that changed it. A crash may lose the
 * last notes together with what they counted.
 */
import { steadyMs } from '../../../environment/environment.ts';
import { rowsIn } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import { count, type TspParts } from '../base/ports.ts';
import {
  type Counted,
  createRateLimits,
  LASTING_LIMITS,
  type LastingLimit,
  type RateLimits,
} from '../base/rateLimit.ts';
import { allLimits, dropLimit, putLimit } from '../books/store/limitStore.ts';

interface LastingLimits {
  readonly rateLimits: RateLimits;
  /** Restores what an earlier run counted. Call it once, before the first request. */
  load(): Promise<void>;
}

interface Change {
  readonly name: LastingLimit;
  readonly subject: string;
  /** `null`: nothing counts any more. */
  readonly counted: Counted | null;
}

const moved = (counted: Counted, move: (at: number) => number): Counted =>
  'notes' in counted
    ? { notes: counted.notes.map(move) }
    : { ...counted, from: move(counted.from) };

function write(tx: Transaction, { name, subject, counted }: Change): void {
  if (counted) putLimit(tx, { name, subject, counted });
  else dropLimit(tx, name, subject);
}

export function createLastingLimits(
  parts: Pick<TspParts, 'store' | 'environment' | 'limits' | 'counters'>,
): LastingLimits {
  const { store, environment, limits } = parts;
  const { clock } = environment;
  /** Memory counts by the steady clock, rows have wall times. */
  const now = (): number => steadyMs(clock);
  const toWall = (at: number): number => clock.now() - (now() - at);
  const toSteady = (at: number): number => now() - (clock.now() - at);
  /** What lies in the future was counted before the clock was set back: nobody waits for it. */
  const isPast = (at: number): boolean => at <= clock.now();
  const past = (counted: Counted): Counted | null =>
    'notes' in counted
      ? { notes: counted.notes.filter(isPast) }
      : isPast(counted.from)
        ? counted
        : null;
  const changed = new Map<string, Change>();
  let isQueued = false;

  function writeBehind(): void {
    if (isQueued) return;
    isQueued = true;
    let taken: [string, Change][] = [];
    const written = store.transaction(async (tx) => {
      isQueued = false;
      taken = [...changed];
      changed.clear();
      for (const [, change] of taken) write(tx, change);
    });
    written.catch((error: unknown) => {
      isQueued = false;
      count(parts, 'limits.unwritten');
      environment.log('tsp', `limits: ${String(error)}`);
      // Written with the next change, unless that is newer.
      for (const [key, change] of taken) if (!changed.has(key)) changed.set(key, change);
    });
  }

  const rateLimits = createRateLimits({ now }, limits, (name, subject, counted) => {
    const kept = counted && moved(counted, toWall);
    changed.set(`${name} ${subject}`, { name, subject, counted: kept });
    writeBehind();
  });

  return {
    rateLimits,
    async load() {
      const rows = await store.transaction((tx) => rowsIn(tx, allLimits));
      for (const { name, subject, counted } of rows) {
        const known = LASTING_LIMITS.find((each) => each === name);
        const kept = past(counted);
        if (known && kept) rateLimits[known].restore(subject, moved(kept, toSteady));
      }
    },
  };
}
