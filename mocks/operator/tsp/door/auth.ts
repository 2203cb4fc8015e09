/** Authenticates requests: RFC 9421 signature (hmac-sha256), RFC 9530 digest, clock, nonce, and the token's session. */

import { equalBytes, fromBase64, utf8 } from '../../../../src/shared/bytes.ts';
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import { contentDigest, signatureBase } from '../../../../src/tsp/signature.ts';
import type { TspParts } from '../base/ports.ts';
import type { Refuse } from '../base/problems.ts';
import type { Reply } from '../base/reply.ts';
import type { SessionRow } from '../books/store/doorStore.ts';
import { readBox } from '../controls/boxes.ts';
import type { SessionCache } from './sessionCache.ts';

/** `isBlocked`: the operator has blocked its box, which may still finish what it began. */
export interface LiveSession extends SessionRow {
  readonly isBlocked: boolean;
}

export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
}

interface SignedMessage {
  readonly stbId: string;
  readonly nonce: string;
  readonly base: string;
  /** Base64. */
  readonly signature: string;
}

const PARAMS =
  /;created=(\d{1,12});nonce="([0-9a-f]{16,64})";keyid="[A-Za-z0-9_-]{1,40}";alg="hmac-sha256"$/;
const SIGNATURE = /^box=:([A-Za-z0-9+/]{20,100}={0,2}):$/;

/** Checks everything that needs no key: the digest, the signed fields and the clock. `refuse`: for calls of its path. */
export async function readSignature(
  parts: TspParts,
  request: SignedRequest,
  refuse: Refuse,
): Promise<Result<SignedMessage, Reply>> {
  const { headers, url, method, text } = request;
  const wrong = () => fail(refuse(parts, 'auth.signature'));
  const stbId = headers.get('stb-id');
  const given = headers.get('signature-input') ?? '';
  const params = PARAMS.exec(given);
  const signature = SIGNATURE.exec(headers.get('signature') ?? '')?.[1];
  if (stbId === null || !params || signature === undefined) return wrong();
  const digest = text === '' ? undefined : await contentDigest(parts.environment.crypto, text);
  if (digest !== undefined && headers.get('content-digest') !== digest) return wrong();
  const created = Number(params[1]);
  const nonce = params[2]!;
  const { input, base } = signatureBase(
    {
      method,
      path: url.pathname,
      query: url.search === '' ? '?' : url.search,
      contentDigest: digest,
      stbId,
      idempotencyKey: headers.get('idempotency-key') ?? undefined,
    },
    { created, nonce },
  );
  // The TSP decides which fields are signed: if the sender left one out, the inputs differ.
  if (given !== `box=${input}`) return wrong();
  const now = parts.environment.clock.now();
  if (Math.abs(now - created * 1000) > parts.limits.clockSkewMs) {
    return fail(refuse(parts, 'auth.clock_skew', { serverTime: now }));
  }
  return ok({ stbId, nonce, base, signature });
}

/** Returns the session of a request that its key has signed. A request is accepted once. */
export async function authenticate(
  parts: TspParts,
  sessions: SessionCache,
  request: SignedRequest,
  refuse: Refuse,
): Promise<Result<LiveSession, Reply>> {
  const token = /^Bearer ([0-9a-f]{64})$/.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) return fail(refuse(parts, 'auth.session_expired'));
  const message = await readSignature(parts, request, refuse);
  if (!message.ok) return message;
  await sessions.ready();
  const session = sessions.find(token);
  if (!session) return fail(refuse(parts, 'auth.session_expired'));
  const { base, signature, stbId, nonce } = message.value;
  const key = fromBase64(session.sessionKey);
  const right = await parts.environment.crypto.hmacSha256(key, utf8(base));
  if (stbId !== session.stbId || !equalBytes(right, bytesOf(signature))) {
    return fail(refuse(parts, 'auth.signature'));
  }
  if (!sessions.isNew(stbId, nonce)) return fail(refuse(parts, 'auth.replay'));
  sessions.used(token);
  const { blocked } = await parts.store.transaction((tx) => readBox(tx, stbId));
  return ok({ ...session, isBlocked: blocked });
}

function bytesOf(base64: string): Uint8Array {
  try {
    return fromBase64(base64);
  } catch {
    return new Uint8Array();
  }
}
