/** The attempts that wait for a PSAM: first come, first served. */

/** An attempt that has not asked for this long is dropped. */
const FORGOTTEN_AFTER_MS = 15_000;

interface Want<M> {
  readonly attemptId: string;
  /** Names the line it waits in: same issuer and application. */
  readonly line: string;
  suits(member: M): boolean;
}

type Place<M> =
  | { readonly kind: 'served'; readonly member: M }
  /** Counts from 1, within the line. */
  | { readonly kind: 'waiting'; readonly position: number }
  /** The line has reached its longest; this attempt was not let in. */
  | { readonly kind: 'full' };

export interface WaitingLine<M> {
  /**
   * Asks (again) for one of `free`, best first. For each earlier attempt that still waits, one that suits it is kept
   * back. Asking again keeps the place; being served ends the waiting. `nowMs` is of the steady clock.
   */
  ask(want: Want<M>, free: readonly M[], nowMs: number): Place<M>;
  readonly length: number;
  /** Takes the attempt out of the line. */
  leave(attemptId: string): void;
}

/** A line is never longer: an attempt further behind would not be served while its subscriber still waits. */
const LONGEST_LINE = 100;

export function createWaitingLine<M>(longest = LONGEST_LINE): WaitingLine<M> {
  let entries: { want: Want<M>; askedAt: number }[] = [];

  return {
    get length() {
      return entries.length;
    },
    leave(attemptId) {
      entries = entries.filter(({ want }) => want.attemptId !== attemptId);
    },
    ask(want, free, nowMs) {
      entries = entries.filter(({ askedAt }) => nowMs - askedAt < FORGOTTEN_AFTER_MS);
      const mine = entries.find((entry) => entry.want.attemptId === want.attemptId);
      if (mine === undefined) {
        const before = entries.filter((entry) => entry.want.line === want.line).length;
        if (before >= longest) return { kind: 'full' };
        entries.push({ want, askedAt: nowMs });
      } else Object.assign(mine, { want, askedAt: nowMs });
      const left = [...free];
      let position = 1;
      for (const { want: other } of entries) {
        const at = left.findIndex((member) => other.suits(member));
        if (other.attemptId === want.attemptId) {
          if (at < 0) return { kind: 'waiting', position };
          entries = entries.filter((entry) => entry.want !== want);
          return { kind: 'served', member: left[at]! };
        }
        if (at >= 0) left.splice(at, 1);
        if (other.line === want.line) position++;
      }
      throw new Error('asked, but not in the line');
    },
  };
}
