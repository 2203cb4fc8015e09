/** One unit of work: what one commit of the store writes, and what may happen only once it stands. */
import type { Instant } from '../../../../src/shared/time.ts';
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

/**
 * Runs `work` in one transaction, then its effects. Inside, no other party is called: between a question and this
 * commit anything may have happened, so `work` reads the state again.
 */
export async function commit<T>(
  parts: TspParts,
  who: string,
  work: (unit: UnitOfWork) => Promise<T>,
): Promise<T> {
  const effects: (() => void)[] = [];
  const result = await parts.store.transaction((tx) =>
    work({
      parts,
      tx,
      now: parts.environment.clock.now(),
      who,
      after: (effect) => effects.push(effect),
    }),
  );
  for (const effect of effects) effect();
  return result;
}
