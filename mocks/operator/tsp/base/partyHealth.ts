/** How the other parties answer, as seen from here; forgotten with a restart. */
import type { Clock, Instant } from '../../../../src/shared/time.ts';
import type { components } from '../../../contract/opsApi.generated.ts';
import { type Circuit, type CircuitLimits, createCircuit } from './circuit.ts';

/** Those whose silence stops payments. */
const PARTIES = ['boss', 'ppp', 'hsm'] as const;
export type Party = (typeof PARTIES)[number];

export interface Health {
  readonly state: components['schemas']['Health']['state'];
  readonly lastAnswerAt?: Instant;
  readonly medianMs?: number;
}

/** The newest so many answers make the median. */
const KEPT = 50;
/** So many calls in a row without an answer: it is down. */
const DOWN_AFTER = 3;
/** A median above it is felt by people who wait. */
const SLOW_MS = 1_500;

export interface HealthOfParty extends Pick<Circuit, 'mayAsk'> {
  answered(tookMs: number): void;
  silent(): void;
  read(): Health;
}

function createHealth(clock: Clock, limits: CircuitLimits): HealthOfParty {
  const circuit = createCircuit(clock, limits);
  const took: number[] = [];
  let lastAnswerAt: Instant | undefined;
  let silences = 0;

  function read(): Health {
    if (lastAnswerAt === undefined) return { state: silences >= DOWN_AFTER ? 'down' : 'unknown' };
    const medianMs = [...took].sort((a, b) => a - b)[Math.floor(took.length / 2)]!;
    const awake = medianMs > SLOW_MS ? 'slow' : 'up';
    return { state: silences >= DOWN_AFTER ? 'down' : awake, lastAnswerAt, medianMs };
  }

  return {
    mayAsk: circuit.mayAsk,
    answered(tookMs) {
      circuit.answered();
      silences = 0;
      lastAnswerAt = clock.now();
      took.push(tookMs);
      if (took.length > KEPT) took.shift();
    },
    silent() {
      circuit.silent();
      silences += 1;
    },
    read,
  };
}

export type HealthBook = { readonly [P in Party]: HealthOfParty };

export const createHealthBook = (clock: Clock, limits: CircuitLimits): HealthBook => ({
  boss: createHealth(clock, limits),
  ppp: createHealth(clock, limits),
  hsm: createHealth(clock, limits),
});
