/** Which pages may call: those of this host, and those that the configuration names. Programs send no `Origin`. */
import type { Fetch } from '../../../environment/environment.ts';
import { problem } from './httpFront.ts';
import type { OnRefused } from './refusedPages.ts';

const METHODS = 'GET, POST';
const HEADERS =
  'Authorization, Content-Type, Content-Digest, Idempotency-Key, Signature, Signature-Input, Stb-Id';
const EXPOSED = 'Content-Digest, Signature, Signature-Input, Tsp-Time';
const MAX_AGE_SECONDS = '600';

function isOwn(origin: string, host: string | null): boolean {
  try {
    return host !== null && new URL(origin).host === host;
  } catch {
    return false;
  }
}

interface CrossOriginParts {
  readonly origins: readonly string[];
  readonly onRefused: OnRefused;
}

/**
 * Refuses calls from any other page before they reach `fetch`. `X-Forwarded-Host` and `Forwarded` are not looked at: a
 * page of anybody could send them where no proxy removes them.
 */
export function crossOrigin(fetch: Fetch, { origins, onRefused }: CrossOriginParts): Fetch {
  return async (request) => {
    const origin = request.headers.get('origin');
    if (origin === null) return fetch(request);
    const isNamed = origins.includes(origin);
    const host = request.headers.get('host');
    if (!isNamed && !isOwn(origin, host)) {
      onRefused(origin, host);
      return problem(
        403,
        'request.invalid',
        'this origin is neither that of the Host header nor in the list "origins"',
      );
    }
    if (!isNamed) return fetch(request);
    const allowed = { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
    if (request.method === 'OPTIONS') {
      return new Response(null, {
        status: 204,
        headers: {
          ...allowed,
          'Access-Control-Allow-Methods': METHODS,
          'Access-Control-Allow-Headers': HEADERS,
          'Access-Control-Max-Age': MAX_AGE_SECONDS,
        },
      });
    }
    const answer = await fetch(request);
    const headers = new Headers(answer.headers);
    for (const [name, value] of Object.entries(allowed)) headers.set(name, value);
    headers.set('Access-Control-Expose-Headers', EXPOSED);
    // The list allows a page of another origin to read the answer.
    headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
    return new Response(answer.body, { status: answer.status, headers });
  };
}
