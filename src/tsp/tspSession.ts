/** Opens a session with the box key and signs every later request with the session key. */
import { type Bytes, toBase64, utf8 } from '../shared/bytes.ts';
import type { Crypto } from '../shared/crypto.ts';
import type { HttpRequest } from '../shared/http.ts';
import type { Random } from '../shared/random.ts';
import type { Clock } from '../shared/time.ts';
import type { BoxIdentity } from './boxIdentity.ts';
import { contentDigest, nonceText, signatureBase } from './signature.ts';

export interface SigningParts {
  readonly crypto: Crypto;
  readonly random: Random;
  readonly clock: Clock;
  readonly box: BoxIdentity;
}

export interface UnsignedRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute URL. */
  readonly url: string;
  readonly body?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** Path and query of an absolute or root-relative URL, without the URL class (WebKit 602 and Chromium differ in it). */
export function pathAndQuery(url: string): { path: string; query: string } {
  const local = url.replace(/^[a-z]+:\/\/[^/]+/i, '');
  const at = local.indexOf('?');
  return at < 0
    ? { path: local, query: '?' }
    : { path: local.slice(0, at), query: local.slice(at) };
}

/**
 * The request with digest and signature headers. `key` is the session key; without one the box key signs.
 * `skewMs` is added to the box's clock. Rejects when the box cannot sign.
 */
export async function signedRequest(
  { crypto, random, clock, box }: SigningParts,
  request: UnsignedRequest,
  session: { key: Bytes; token: string } | null,
  skewMs: number,
): Promise<HttpRequest> {
  const { method, url, body, idempotencyKey } = request;
  const digest = body === undefined ? undefined : await contentDigest(crypto, body);
  const { input, base } = signatureBase(
    {
      method,
      ...pathAndQuery(url),
      contentDigest: digest,
      stbId: box.stbId,
      idempotencyKey,
    },
    {
      created: Math.floor((clock.now() + skewMs) / 1000),
      nonce: nonceText(random.bytes(16)),
    },
  );
  const signature = session
    ? await crypto.hmacSha256(session.key, utf8(base))
    : await box.sign(utf8(base));
  const headers: Record<string, string> = {
    'Stb-Id': box.stbId,
    'Signature-Input': `box=${input}`,
    Signature: `box=:${toBase64(signature)}:`,
  };
  if (session) headers.Authorization = `Bearer ${session.token}`;
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
  if (digest !== undefined) {
    headers['Content-Digest'] = digest;
    headers['Content-Type'] = 'application/json';
  }
  return { method, url, headers, ...(body === undefined ? {} : { body }) };
}
