/** One HTTP exchange as plain data: XMLHttpRequest in the page, a core's `fetch` in tests and simulations. */
import type { Abort } from './abort.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Case-insensitive; `null` when absent. */
  header(name: string): string | null;
  readonly body: string;
}

/** No answer came: whether the request arrived is not known. */
interface HttpFailure {
  readonly kind: 'offline' | 'timeout' | 'aborted';
}

/** Sends one request. Never rejects; an answer of any status is an answer. */
export type HttpSend = (
  request: HttpRequest,
  timeoutMs: number,
  signal: Abort,
) => Promise<
  | { readonly ok: true; readonly value: HttpResponse }
  | { readonly ok: false; readonly error: HttpFailure }
>;
