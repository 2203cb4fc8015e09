/** A unit of work: what one commit of the store writes, and the effects that may run only after it. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { RowList } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { TspParts } from './ports.ts';

export interface UnitOfWork {
  readonly parts: TspParts;
  readonly tx: Transaction;
  readonly now: Instant;
  /** For the audit: the box id, or `tsp` for what the clock or BOSS caused. */
  readonly who: string;
  /** Whether the timer of a deadline runs it: then so much time has really passed, whatever the clock says. */
  readonly isTimed?: boolean;
  /** Runs `effect` after the commit, in order; never when the commit fails. It must not throw. */
  after(effect: () => void): void;
}

/** What `work` returns, and whether to keep what it wrote. */
interface Outcome<T> {
  readonly isKept: boolean;
  readonly value: T;
}

/** Thrown to roll the transaction back; never leaves this file. */
class RolledBack extends Error {}

/** Like `commit`, but with `isKept: false` it is as if `work` had never run: nothing is written, no effect runs. */
export async function commitIfKept<T>(
  parts: TspParts,
  who: string,
  work: (unit: UnitOfWork) => Promise<Outcome<T>>,
): Promise<T> {
  const effects: (() => void)[] = [];
  // Made only when it is thrown: an error costs a stack trace, and most work is kept.
  let rolledBack: RolledBack | undefined;
  let value: { readonly of: T } | undefined;
  try {
    await parts.store.transaction(async (tx) => {
      const now = parts.environment.clock.now();
      const ended = await work({ parts, tx, now, who, after: (effect) => effects.push(effect) });
      value = { of: ended.value };
      if (!ended.isKept) {
        rolledBack = new RolledBack();
        throw rolledBack;
      }
    });
    for (const effect of effects) effect();
  } catch (error) {
    if (rolledBack === undefined || error !== rolledBack) throw error;
  }
  return value!.of;
}

/**
 * Runs `work` in one transaction, then its effects. `work` calls no other party. After such a call the state may have
 * changed, so `work` reads it again.
 */
export const commit = <T>(
  parts: TspParts,
  who: string,
  work: (unit: UnitOfWork) => Promise<T>,
): Promise<T> =>
  commitIfKept(parts, who, async (unit) => ({ isKept: true, value: await work(unit) }));

/** The last value written under each key, in the order of the first writes. */
export type Written = ReadonlyMap<string, unknown>;

/** Wraps a unit so that `written` collects what goes through `watched`. */
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

/** Returns the rows that were written to this list. */
export const writtenIn = <T>(written: Written, rows: RowList<T>): T[] =>
  [...written].filter(([key]) => key.startsWith(rows.prefix)).map(([, value]) => value as T);
