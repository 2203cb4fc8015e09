/** The reason why a call to the TSP gave no value. */
import type { Problem } from './tspTypes.ts';

export type TspError =
  /** The TSP answered with a problem of its contract, signed for this request. */
  | { readonly kind: 'problem'; readonly problem: Problem }
  /**
   * There is no session, and this is why. Nobody has signed it: it says nothing about money, and nothing about what the
   * call was to do.
   */
  | { readonly kind: 'no-session'; readonly problem: Problem }
  /** No answer: whether the request arrived is not known. `box`: because the box has not signed. */
  | { readonly kind: 'unreachable'; readonly box?: true }
  /**
   * An answer that is not signed for this request, cannot be read, or is about something else than what was asked: the
   * outcome is as unknown as without any answer. `ref` is for the hotline.
   */
  | {
      readonly kind: 'unintelligible';
      readonly status: number;
      readonly detail: string;
      readonly ref?: string;
    };

/** Whether the same request may be sent again under the same key to find out. */
export function isRetryable(error: TspError): boolean {
  switch (error.kind) {
    case 'problem':
      return error.problem.retry === 'same-key';
    case 'no-session':
      return error.problem.retry !== 'no';
    default:
      return true;
  }
}
