import type { Result } from '../shared/result.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { Loaded } from './catalogue.ts';

export const failed = (error: TspError) => ({
  state: 'failed' as const,
  problem: error.kind === 'problem' ? error.problem : null,
});

export const loaded = <T>(answer: Result<T, TspError>): Loaded<T> =>
  answer.ok ? { state: 'ready', value: answer.value } : failed(answer.error);
