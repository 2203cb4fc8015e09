/** One unit of work: what one commit of the store writes, and what may happen only once it stands. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { RowList } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { TspParts } from './ports.ts';

export interface UnitOfWork {
  readonly parts: TspParts;
  readonly tx: Transaction;
  readonly now: Instant;
  /** Box id, or `tsp` for what the clock or BOSS brought about: for the audit. */
  readonly who: string;
  /** Runs after the commit, in order; never when it fails. Must not throw. */
  after(effect: () => void): void;
}

/** What `work` answers, and whether what it wrote stands. */
interface Ending<T> {
  readonly isKept: boolean;
  readonly value: T;
}

/** Makes the store forget the transaction; never leaves this file. */
class GivenUp extends Error {}

/** As `commit`. What `work` does not keep is as if it had never run: nothing is written and no effect runs. */
export async function commitIfKept<T>(
  parts: TspParts,
  who: string,
  work: (unit: UnitOfWork) => Promise<Ending<T>>,
): Promise<T> {
  const effects: (() => void)[] = [];
  const givenUp = new GivenUp();
  let value: { readonly of: T } | undefined;
  try {
    await parts.store.transaction(async (tx) => {
      const now = parts.environment.clock.now();
      const ended = await work({ parts, tx, now, who, after: (effect) => effects.push(effect) });
      value = { of: ended.value };
      if (!ended.isKept) throw givenUp;
    });
    for (const effect of effects) effect();
  } catch (error) {
    if (error !== givenUp) throw error;
  }
  return value!.of;
}

/**
 * Runs `work` in one transaction, then its effects. Inside, no other party is called: between a question and this
 * commit anything may have happened, so `work` reads the state again.
 */
export const commit = <T>(
  parts: TspParts,
  who: string,
  work: (unit: UnitOfWork) => Promise<T>,
): Promise<T> =>
  commitIfKept(parts, who, async (unit) => ({ isKept: true, value: await work(unit) }));

/** What was written last under each key, in the order of the first write. */
export type Written = ReadonlyMap<string, unknown>;

/** The same unit, and what goes through it from now on. */
export function watchWrites(unit: UnitOfWork): {
  readonly watched: UnitOfWork;
  readonly written: Written;
} {
  const written = new Map<string, unknown>();
  const tx: Transaction = {
    ...unit.tx,
    put(key, value) {
      written.set(key, value);
      unit.tx.put(key, value);
    },
    delete(key) {
      written.delete(key);
      unit.tx.delete(key);
    },
  };
  return { watched: { ...unit, tx }, written };
}

/** What was written to this list. */
export const writtenIn = <T>(written: Written, rows: RowList<T>): T[] =>
  [...written].filter(([key]) => key.startsWith(rows.prefix)).map(([, value]) => value as T);
