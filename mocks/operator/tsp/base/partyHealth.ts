/** How well the other parties answer the TSP. A restart forgets it. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { components } from '../../../contract/opsApi.generated.ts';
import type { MachineClock } from '../../../environment/environment.ts';
import { type Circuit, type CircuitLimits, createCircuit } from './circuit.ts';

/** The parties that the TSP asks. */
const PARTIES = ['boss', 'ppp', 'hsm'] as const;
export type Party = (typeof PARTIES)[number];

export interface Health {
  readonly state: components['schemas']['Health']['state'];
  readonly lastAnswerAt?: Instant;
  readonly medianMs?: number;
}

/** The median is that of this many newest answers. */
const SAMPLES = 50;
/** A party is down after this many calls in a row without an answer. */
const DOWN_AFTER = 3;
/** Above this median a party is slow: people notice the wait. */
const SLOW_MS = 1_500;

export interface HealthOfParty extends Pick<Circuit, 'mayAsk'> {
  answered(tookMs: number): void;
  silent(): void;
  read(): Health;
}

function createHealth(clock: MachineClock, limits: CircuitLimits): HealthOfParty {
  const circuit = createCircuit(clock, limits);
  const took: number[] = [];
  let lastAnswerAt: Instant | undefined;
  let silences = 0;

  function read(): Health {
    if (lastAnswerAt === undefined) return { state: silences >= DOWN_AFTER ? 'down' : 'unknown' };
    const medianMs = [...took].sort((a, b) => a - b)[Math.floor(took.length / 2)]!;
    const whenAnswering = medianMs > SLOW_MS ? 'slow' : 'up';
    return { state: silences >= DOWN_AFTER ? 'down' : whenAnswering, lastAnswerAt, medianMs };
  }

  return {
    mayAsk: circuit.mayAsk,
    answered(tookMs) {
      circuit.answered();
      silences = 0;
      lastAnswerAt = clock.now();
      took.push(tookMs);
      if (took.length > SAMPLES) took.shift();
    },
    silent() {
      circuit.silent();
      silences += 1;
    },
    read,
  };
}

export type HealthOfParties = { readonly [P in Party]: HealthOfParty };

export const createHealthOfParties = (
  clock: MachineClock,
  limits: CircuitLimits,
): HealthOfParties => ({
  boss: createHealth(clock, limits),
  ppp: createHealth(clock, limits),
  hsm: createHealth(clock, limits),
});
