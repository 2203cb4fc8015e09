/** Wraps a core's fetch: checks every request and answer against the contract, and changes nothing. */
import type { Fetch } from '../environment/environment.ts';
import { type Party, serverPrefix } from './operations.ts';
import { createValidator, type Validator } from './validator.ts';

/** Called with party, method, path and what is wrong. It may throw to make the exchange fail. */
export type OnViolation = (message: string) => void;

/** Shared, because compiling the schemas takes longer than a whole payment. */
let shared: Validator | undefined;

/**
 * Reports violations. A request that breaks the contract is one, unless the core refuses it with a 4xx, because tests of
 * malformed input use the same fetch.
 */
export function checked(party: Party, fetch: Fetch, onViolation: OnViolation): Fetch {
  shared ??= createValidator();
  const validator = shared;
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const where = `${party} ${request.method} ${pathname}`;
    const text = await request.clone().text();
    const prefix = serverPrefix(party);
    const verdict = validator.checkRequest(party, {
      method: request.method,
      path: pathname.startsWith(`${prefix}/`)
        ? pathname.slice(prefix.length)
        : `${pathname} outside ${prefix}`,
      query: searchParams,
      headers: request.headers,
      body: parsed(text),
    });
    const response = await fetch(request);
    const answer = await response.clone().text();
    if (!verdict.ok) {
      if (response.status < 400) {
        onViolation(`${where}: answered ${response.status} to a bad request: ${verdict.message}`);
      }
      return response;
    }
    if (text !== '' && !isJson(request.headers)) {
      onViolation(`${where}: request: Content-Type: ${request.headers.get('content-type')}`);
    }
    const body = parsed(answer);
    const outcome = validator.checkResponse(party, verdict.operationId, response.status, body);
    if (!outcome.ok) onViolation(`${where}: ${outcome.message}`);
    if (body !== undefined && !isJson(response.headers, response.status >= 400)) {
      onViolation(`${where}: answer: Content-Type: ${response.headers.get('content-type')}`);
    }
    return response;
  };
}

function isJson(headers: Headers, problem = false): boolean {
  const [type] = (headers.get('content-type') ?? '').split(';');
  return type === (problem ? 'application/problem+json' : 'application/json');
}

/** `undefined` for an empty body; text that is not JSON stays a string, which no schema accepts. */
function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
