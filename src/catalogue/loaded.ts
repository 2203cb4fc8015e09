import type { Result } from '../shared/result.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { Problem } from '../tsp/tspTypes.ts';

/** The answer of the TSP: on its way, failed, or here. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: Problem | null }
  | { readonly state: 'ready'; readonly value: T };

export const failed = (error: TspError) => ({
  state: 'failed' as const,
  problem: 'problem' in error ? error.problem : null,
});

export const loaded = <T>(answer: Result<T, TspError>): Loaded<T> =>
  answer.ok ? { state: 'ready', value: answer.value } : failed(answer.error);
