/** Ending a renewal: what is not answered is not known, and is asked again under the same key. */
import { type Signal, signal } from '@preact/signals';
import { type Random, uuid } from '../shared/random.ts';
import type { Result } from '../shared/result.ts';
import type { Tsp } from '../tsp/tspClient.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { ProblemCode, Subscription } from '../tsp/tspTypes.ts';
import type { Cancelling } from './catalogue.ts';

/** These say that nothing was done, and that asking again gets the same answer. Any other answer leaves it open. */
const REFUSALS: readonly ProblemCode[] = [
  'renewal.not_cancellable',
  'service.not_found',
  'stb.blocked',
  'stb.unknown',
  'boss.rejected',
];

function outcomeOf(answer: Result<Subscription, TspError>): Cancelling {
  if (answer.ok) return { state: 'done', subscription: answer.value };
  const problem = answer.error.kind === 'problem' ? answer.error.problem : undefined;
  return problem && REFUSALS.indexOf(problem.code) >= 0
    ? { state: 'refused', problem }
    : { state: 'unknown', ref: problem?.ref };
}

export function createCancelling(
  tsp: Pick<Tsp, 'cancelRenewal'>,
  random: Random,
  onDone: (serviceId: string) => void,
): (serviceId: string) => Signal<Cancelling> {
  const keys = new Map<string, string>();
  return (serviceId) => {
    const state = signal<Cancelling>({ state: 'asking' });
    const key = keys.get(serviceId) ?? uuid(random);
    keys.set(serviceId, key);
    void tsp.cancelRenewal(key, serviceId).then((answer) => {
      const outcome = outcomeOf(answer);
      if (outcome.state !== 'unknown') keys.delete(serviceId);
      state.value = outcome;
      if (outcome.state === 'done') onDone(serviceId);
    });
    return state;
  };
}
