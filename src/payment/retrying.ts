/** The same request again, for a bounded time: the portal cannot tell a lost request from a lost answer. */
import type { Abort } from '../shared/abort.ts';
import type { Result } from '../shared/result.ts';
import { longerPause, pause } from '../shared/time.ts';
import { isRetryable, type TspError } from '../tsp/tspError.ts';
import type { PaymentParts } from './paymentParts.ts';

export const FIRST_PAUSE_MS = 400;
export const LONGEST_PAUSE_MS = 5_000;

/** Calls until an answer is final, `boundMs` are over, or `signal` fires. `call` must carry one idempotency key. */
export async function retrying<T>(
  { clock, timers }: Pick<PaymentParts, 'clock' | 'timers'>,
  boundMs: number,
  signal: Abort,
  call: () => Promise<Result<T, TspError>>,
): Promise<Result<T, TspError>> {
  const end = clock.now() + boundMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = longerPause(pauseMs, LONGEST_PAUSE_MS)) {
    const answer = await call();
    if (answer.ok || !isRetryable(answer.error) || signal.aborted) return answer;
    const wanted = 'problem' in answer.error ? answer.error.problem.retryAfterMs : undefined;
    const waitMs = wanted ?? pauseMs;
    if (clock.now() + waitMs >= end) return answer;
    await pause(timers, waitMs, signal);
    if (signal.aborted) return answer;
  }
}
