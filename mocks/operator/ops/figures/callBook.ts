/**
 * What the platform's answers to boxes took and which of them were refusals, counted by business day and hour. The counts
 * are measures, not books: those of the last hour are in memory, and a host that is killed loses them.
 */

import { chinaTime } from '../../../../src/shared/time.ts';
import type { Environment } from '../../../environment/environment.ts';
import { rowsIn } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import { addCallHour, callHoursOf } from '../base/opsStore.ts';
import type { CallBook, CallCounts } from '../base/opsTypes.ts';
import { merged, rangeOf } from './histogram.ts';

/** Calls in memory after which they are written, however short the hour. */
const MOST_IN_MEMORY = 2_000;

/** A box whose session is over signs in again by itself: nobody is refused anything. */
const SIGN_IN = 'auth.';

/** Adds up counts; of nothing, nothing. */
function summed(all: readonly CallCounts[]): CallCounts {
  const operations = new Set(all.flatMap(({ took }) => Object.keys(took)));
  const refused: Record<string, number> = {};
  for (const counts of all)
    for (const [name, count] of Object.entries(counts.refused))
      refused[name] = (refused[name] ?? 0) + count;
  const took = Object.fromEntries(
    [...operations].map((name) => [name, merged(all.map((counts) => counts.took[name] ?? {}))]),
  );
  return { took, refused };
}

type Counts = Record<string, number>;
interface GrowingCounts {
  readonly took: Record<string, Counts>;
  readonly refused: Counts;
}

function bump(counts: Counts, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

interface CallBookParts {
  readonly environment: Pick<Environment, 'clock' | 'log'>;
  /** The whole store. */
  readonly store: Store;
  /** The business day now. */
  businessDate(): string;
}

/** `operations`: the only ones that are counted. */
export function createCallBook(parts: CallBookParts, operations: readonly string[]): CallBook {
  const { environment } = parts;
  const room = parts.store.room('tsp');
  let now: { date: string; hour: string; counts: GrowingCounts; calls: number } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function flush(): Promise<void> {
    const full = now;
    now = undefined;
    if (!full) return last.then(() => undefined);
    const { date, hour, counts } = full;
    const written = last.then(() =>
      room.transaction((tx) => addCallHour(tx, date, hour, (before) => summed([before, counts]))),
    );
    last = written.catch((error: unknown) => {
      environment.log('ops', `measures of ${date} ${hour} are lost: ${String(error)}`);
    });
    return last.then(() => undefined);
  }

  return {
    flush,
    note({ operationId, tookMs, problem }) {
      if (!operations.includes(operationId) || problem?.startsWith(SIGN_IN)) return;
      const date = parts.businessDate();
      const hour = chinaTime(environment.clock.now()).time.slice(0, 2);
      if (now && (now.date !== date || now.hour !== hour || now.calls >= MOST_IN_MEMORY)) {
        void flush();
      }
      now ??= { date, hour, counts: { took: {}, refused: {} }, calls: 0 };
      now.calls += 1;
      const { took, refused } = now.counts;
      took[operationId] ??= {};
      bump(took[operationId], String(rangeOf(tookMs)));
      if (problem !== undefined) bump(refused, `${operationId} ${problem}`);
    },
    async read(date) {
      await last;
      const stored = await room.transaction((tx) => rowsIn(tx, callHoursOf(date)));
      return summed(now?.date === date ? [...stored, now.counts] : stored);
    },
  };
}
