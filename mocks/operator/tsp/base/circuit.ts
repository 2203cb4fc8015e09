/** A circuit breaker: a party that does not answer is not called for a while, and calls to it fail at once. */
import { type MachineClock, steadyMs } from '../../../environment/environment.ts';

export interface CircuitLimits {
  readonly circuitFailures: number;
  readonly circuitMs: number;
}

export interface Circuit {
  /** Whether to ask now. After the pause a single call tries again; the others are refused until it is answered. */
  mayAsk(): boolean;
  answered(): void;
  silent(): void;
}

export function createCircuit(
  clock: MachineClock,
  { circuitFailures, circuitMs }: CircuitLimits,
): Circuit {
  let silences = 0;
  /** The next try may be made from this moment on, by the steady clock. */
  let pausedUntil = Number.NEGATIVE_INFINITY;

  return {
    mayAsk() {
      if (silences < circuitFailures) return true;
      const now = steadyMs(clock);
      if (now < pausedUntil) return false;
      // This call is the one that tries. If it never comes back, another may try after the same pause.
      pausedUntil = now + circuitMs;
      return true;
    },
    answered() {
      silences = 0;
    },
    silent() {
      silences += 1;
      if (silences >= circuitFailures) pausedUntil = steadyMs(clock) + circuitMs;
    },
  };
}
