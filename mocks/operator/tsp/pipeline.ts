/**
 * The stages of every request: size → contract → authentication → limits → idempotency → handler → answer. A stage that
 * refuses a request ends it. The answer to a request that a session's key has signed is signed with that key.
 */
import type { SessionRequest } from '../../../src/tsp/tspTypes.ts';
import { createValidator } from '../../contract/validator.ts';
import { type Fetch, steadyMs } from '../../environment/environment.ts';
import { count, type TspParts } from './base/ports.ts';
import { type Refuse, refuse, refuseUnread } from './base/problems.ts';
import type { Reply } from './base/reply.ts';
import { authenticate, type LiveSession, type SignedRequest } from './door/auth.ts';
import { addressOf, createBoxPlaces } from './door/boxPlaces.ts';
import { createIdempotency } from './door/idempotency.ts';
import { createSessionCache } from './door/sessionCache.ts';
import { answerSigner, type Signer } from './door/signAnswer.ts';
import { firstAnswers } from './firstAnswers.ts';
import { type Asked, noteRefusal } from './noteRefusal.ts';
import { ROUTES } from './routes.ts';
import { openSession } from './sessions.ts';

const PREFIX = '/tsp/v1';

/** One for all TSPs of the process, because compiling the schemas takes longer than a payment. */
const validator = createValidator();

const NOT_JSON = Symbol('not JSON');

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
  }
}

const isOlder = (version: string, than: string): boolean => {
  const theirs = version.split('.').map(Number);
  const ours = than.split('.').map(Number);
  const at = theirs.findIndex((part, index) => part !== ours[index]);
  return at >= 0 && theirs[at]! < (ours[at] ?? 0);
};

export function createPipeline(parts: TspParts): Fetch {
  const { environment, limits } = parts;
  const sessions = createSessionCache(parts);
  const idempotency = createIdempotency(parts);
  const places = createBoxPlaces(parts);

  /** Returns how long this address must wait; a host that knows no addresses has no such limit. */
  function addressWait(address: string | undefined): number | null {
    if (address === undefined) return null;
    const { addressRequests } = parts.rateLimits;
    const waitMs = addressRequests.wait(address);
    addressRequests.note(address);
    return waitMs;
  }

  async function handle(request: Request, signer: Signer, asked: Asked): Promise<Reply> {
    const url = new URL(request.url);
    const path = url.pathname.slice(PREFIX.length);
    const refuse = refuseUnread(path);
    const retryAfterMs = addressWait(addressOf(request.headers));
    if (retryAfterMs !== null) {
      return refuse(parts, 'rate.limited', { retryAfterMs, isQuiet: true });
    }
    const tooLong = () => refuse(parts, 'request.invalid', { field: 'body', detail: 'too long' });
    if (Number(request.headers.get('content-length') ?? 0) > limits.bodyBytes) return tooLong();
    const text = await request.text();
    if (text.length > limits.bodyBytes) return tooLong();
    const body = parsed(text);
    if (body === NOT_JSON) return refuse(parts, 'request.invalid', { field: 'body' });

    const { method, headers } = request;
    if (!url.pathname.startsWith(`${PREFIX}/`)) return refuse(parts, 'request.not_found');
    const verdict = validator.checkRequest('tsp', {
      method,
      path,
      query: url.searchParams,
      headers,
      body,
    });
    const signed: SignedRequest = { method, url, headers, text };
    if (!verdict.ok) {
      // The portal must be able to believe this refusal, too.
      if (headers.has('authorization')) {
        const session = await authenticate(parts, sessions, signed, refuse);
        if (session.ok) {
          signer.key = session.value.sessionKey;
          asked.session = session.value;
        }
      }
      if (verdict.status !== 400) return refuse(parts, 'request.not_found');
      if (verdict.field === 'Idempotency-Key' && !headers.get('idempotency-key')) {
        return refuse(parts, 'idempotency.missing');
      }
      return refuse(parts, 'request.invalid', { field: verdict.field, detail: verdict.message });
    }
    asked.call = verdict.operationId;
    asked.params = verdict.params;
    asked.body = body;
    if (verdict.operationId === 'openSession') {
      const services = Number(url.searchParams.get('first') ?? 0);
      const firstOf = (session: LiveSession) =>
        firstAnswers(parts, services, (operationId, query) =>
          dispatch(
            { operationId, params: {} },
            new URLSearchParams(query),
            headers,
            undefined,
            session,
            refuse,
          ),
        );
      const wanted = services > 0 ? firstOf : null;
      const reply = await openSession(parts, sessions, signed, body as SessionRequest, wanted);
      if (reply.sessionKey) signer.key = reply.sessionKey;
      return reply;
    }
    const session = await authenticate(parts, sessions, signed, refuse);
    if (!session.ok) return session.error;
    signer.key = session.value.sessionKey;
    asked.session = session.value;
    return dispatch(verdict, url.searchParams, headers, body, session.value, refuse);
  }

  async function dispatch(
    { operationId, params }: { operationId: string; params: Record<string, string> },
    query: URLSearchParams,
    headers: Headers,
    body: unknown,
    session: LiveSession,
    refuse: Refuse,
  ): Promise<Reply> {
    const route = ROUTES[operationId];
    if (!route) return refuse(parts, 'request.not_found');
    const retryAfterMs = parts.rateLimits.requests.wait(session.stbId);
    parts.rateLimits.requests.note(session.stbId);
    if (retryAfterMs !== null) return refuse(parts, 'rate.limited', { retryAfterMs });
    if (session.isBlocked && !route.whileBlocked) return refuse(parts, 'stb.blocked');
    if (route.needsCurrentPortal && isOlder(session.portalVersion, limits.minPortal)) {
      return refuse(parts, 'portal.outdated');
    }
    const key = headers.get('idempotency-key') ?? '';
    const address = addressOf(headers);
    if (address !== undefined) await places.seen(session.stbId, address);
    const from = address === undefined ? {} : { address };
    const call = { operationId, params, query, body, session, key, ...from };
    return route.once
      ? idempotency.once(call, route.handler, refuse)
      : route.handler(parts, { ...call, keep: (_unit, reply) => reply });
  }

  async function respond({ status, body, problem }: Reply, signer: Signer): Promise<Response> {
    if (problem !== undefined) count(parts, `problem.${problem}`);
    const type = problem === undefined ? 'application/json' : 'application/problem+json';
    return new Response(status === 204 ? null : body, {
      status,
      headers: {
        ...(status === 204 ? {} : { 'Content-Type': type }),
        'Cache-Control': 'no-store',
        'Tsp-Time': String(environment.clock.now()),
        ...(await signer.sign(status, body)),
      },
    });
  }

  function measure({ call }: Asked, begunAt: number, { problem }: Reply): void {
    if (call === undefined) return;
    const tookMs = steadyMs(environment.clock) - begunAt;
    parts.measured?.({ operationId: call, tookMs, ...(problem === undefined ? {} : { problem }) });
  }

  return async (request) => {
    const signer = answerSigner(parts, request.headers);
    const begunAt = steadyMs(environment.clock);
    const asked: Asked = {};
    try {
      const reply = await handle(request, signer, asked);
      measure(asked, begunAt, reply);
      if (!reply.isQuiet) noteRefusal(parts, reply, asked, request.headers);
      return await respond(reply, signer);
    } catch (error) {
      // A bug, or a commit that failed: the outcome is unknown, and the same key may ask again.
      const reply = refuse(parts, 'internal');
      noteRefusal(parts, reply, asked, request.headers);
      environment.log(
        'tsp',
        `internal: ${error instanceof Error ? error.message : 'not an error'}`,
      );
      return respond(reply, signer);
    }
  };
}
