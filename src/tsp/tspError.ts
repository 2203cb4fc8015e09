/** The reason why a call to the TSP gave no value. */
import type { Problem } from './tspTypes.ts';

export type TspError =
  /** The TSP answered with a problem of its contract. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** No answer: whether the request arrived is not known. */
  | { readonly kind: 'unreachable' }
  /** An unreadable answer: the outcome is as unknown as without any answer. */
  | { readonly kind: 'unintelligible'; readonly status: number; readonly detail: string };

/** Whether the same request may be sent again under the same key to find out. */
export const isRetryable = (error: TspError): boolean =>
  error.kind !== 'problem' || error.problem.retry === 'same-key';
