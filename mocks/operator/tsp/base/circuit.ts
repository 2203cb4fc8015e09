/** A party that does not answer is left alone for a while: whoever waits is told at once, and it is not buried in calls. */
import type { Clock, Instant } from '../../../../src/shared/time.ts';

export interface CircuitLimits {
  readonly circuitFailures: number;
  readonly circuitMs: number;
}

export interface Circuit {
  /** Whether to ask now. After the pause one call alone tries it; the others wait for what it brings. */
  mayAsk(): boolean;
  answered(): void;
  silent(): void;
}

export function createCircuit(
  clock: Clock,
  { circuitFailures, circuitMs }: CircuitLimits,
): Circuit {
  let silences = 0;
  /** From when on it may be tried again. */
  let closedUntil: Instant = Number.NEGATIVE_INFINITY;

  return {
    mayAsk() {
      if (silences < circuitFailures) return true;
      const now = clock.now();
      if (now < closedUntil) return false;
      // This call is the one that tries; if it never comes back, another one may after the same pause.
      closedUntil = now + circuitMs;
      return true;
    },
    answered() {
      silences = 0;
    },
    silent() {
      silences += 1;
      if (silences >= circuitFailures) closedUntil = clock.now() + circuitMs;
    },
  };
}
