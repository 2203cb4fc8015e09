/** The HTTP client for BOSS and the PPP. It has a time limit, and tells a rejection from an unknown outcome. */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import { type Environment, type Fetch, steadyMs } from '../../../environment/environment.ts';
import type { HealthOfParty } from './partyHealth.ts';
import { withinTime } from './withinTime.ts';

export type PartyError =
  /** Time-out, dead connection, 5xx or an unreadable answer: whether it was done is not known. */
  | { readonly kind: 'no-answer' }
  /** The party rejected it. */
  | {
      readonly kind: 'problem';
      readonly status: number;
      readonly code: string;
      readonly reason?: string;
      /** What it says must be paid first, unchecked. */
      readonly arrears?: unknown;
    };

export interface PartyClient {
  get<T>(path: string): Promise<Result<T, PartyError>>;
  post<T>(path: string, body?: unknown): Promise<Result<T, PartyError>>;
  put<T>(path: string, body: unknown): Promise<Result<T, PartyError>>;
  delete(path: string): Promise<Result<undefined, PartyError>>;
}

const noAnswer = fail<PartyError>({ kind: 'no-answer' });

function problemOf(status: number, json: unknown): PartyError {
  if (status >= 500 || typeof json !== 'object' || json === null) return { kind: 'no-answer' };
  const { code, reason, arrears } = json as Record<'code' | 'reason' | 'arrears', unknown>;
  if (typeof code !== 'string' || code === 'unavailable') return { kind: 'no-answer' };
  return {
    ...{ kind: 'problem', status, code },
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(arrears === undefined ? {} : { arrears }),
  };
}

/** `baseUrl` has no trailing slash. The shape of an answer is not checked: the caller checks what money depends on. */
export function partyClient(
  { timers, clock }: Pick<Environment, 'timers' | 'clock'>,
  fetch: Fetch,
  baseUrl: string,
  limitMs: number,
  health: Pick<HealthOfParty, 'mayAsk' | 'answered' | 'silent'>,
): PartyClient {
  async function exchange(method: string, path: string, body?: unknown) {
    const response = await fetch(
      new Request(baseUrl + path, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
      }),
    );
    const text = await response.text();
    return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
  }

  async function call<T>(method: string, path: string, body?: unknown) {
    if (!health.mayAsk()) return noAnswer;
    const askedAt = steadyMs(clock);
    const answer = await withinTime(timers, limitMs, () => exchange(method, path, body));
    const result = !answer
      ? noAnswer
      : answer.status >= 200 && answer.status < 300
        ? ok(answer.json as T)
        : fail(problemOf(answer.status, answer.json));
    if (!result.ok && result.error.kind === 'no-answer') health.silent();
    else health.answered(steadyMs(clock) - askedAt);
    return result;
  }

  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
  };
}
