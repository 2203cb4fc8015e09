/**
 * The attempts that wait for a PSAM: first come, first served, one place a box. A box that had PSAMs and did not use them
 * stands as if it had come later.
 */

/** An attempt that has not asked for this long is dropped. */
const FORGOTTEN_AFTER_MS = 15_000;

interface Want<M> {
  readonly attemptId: string;
  /** Names the line it waits in: same issuer and application. */
  readonly line: string;
  /** A newer attempt of the same box takes its place away. */
  readonly box?: string | undefined;
  /** How much later than now it stands in the line. */
  readonly behindMs?: number;
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
   * Asks (again) for one of `free`, best first. For each earlier attempt that still asks, one that suits it is kept back.
   * Asking again keeps the place; being served ends the waiting. `nowMs` is of the steady clock.
   */
  ask(want: Want<M>, free: readonly M[], nowMs: number): Place<M>;
  readonly length: number;
  /** Takes the attempt out of the line. */
  leave(attemptId: string): void;
}

interface Entry<M> {
  want: Want<M>;
  askedAt: number;
  /** Its place: the time at which it came, or is taken to have come. */
  readonly cameAt: number;
}

/** A line is never longer: an attempt further behind would not be served while its subscriber still waits. */
const LONGEST_LINE = 100;

/**
 * `askAgainMs`: how often a waiting box is told to ask. Nothing is kept back for one that has missed its turn twice: it
 * keeps its place, but half of all clients may have gone away, and nobody waits for those.
 */
export function createWaitingLine<M>(longest = LONGEST_LINE, askAgainMs = 1_000): WaitingLine<M> {
  let entries: Entry<M>[] = [];
  const keptBackMs = 2.5 * askAgainMs;

  const without = (entry: Entry<M>): Entry<M>[] => entries.filter((other) => other !== entry);

  function enter(want: Want<M>, nowMs: number): Entry<M> | null {
    const { box } = want;
    if (box !== undefined) entries = entries.filter((entry) => entry.want.box !== box);
    const mine: Entry<M> = { want, askedAt: nowMs, cameAt: nowMs + (want.behindMs ?? 0) };
    const line = entries.filter((entry) => entry.want.line === want.line);
    if (line.length >= longest) {
      const last = line.at(-1)!;
      if (last.cameAt <= mine.cameAt) return null;
      entries = without(last);
    }
    const at = entries.findIndex(({ cameAt }) => cameAt > mine.cameAt);
    entries.splice(at < 0 ? entries.length : at, 0, mine);
    return mine;
  }

  return {
    get length() {
      return entries.length;
    },
    leave(attemptId) {
      entries = entries.filter(({ want }) => want.attemptId !== attemptId);
    },
    ask(want, free, nowMs) {
      entries = entries.filter(({ askedAt }) => nowMs - askedAt < FORGOTTEN_AFTER_MS);
      const known = entries.find((entry) => entry.want.attemptId === want.attemptId);
      const mine = known ?? enter(want, nowMs);
      if (!mine) return { kind: 'full' };
      Object.assign(mine, { want, askedAt: nowMs });
      const left = [...free];
      let position = 1;
      for (const { want: other, askedAt } of entries) {
        if (other.attemptId === want.attemptId) break;
        const at =
          nowMs - askedAt < keptBackMs ? left.findIndex((member) => other.suits(member)) : -1;
        if (at >= 0) left.splice(at, 1);
        if (other.line === want.line) position++;
      }
      const member = left.find((each) => want.suits(each));
      if (member === undefined) return { kind: 'waiting', position };
      entries = without(mine);
      return { kind: 'served', member };
    },
  };
}
