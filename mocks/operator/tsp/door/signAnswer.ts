/**
 * Signs answers (RFC 9421, 2.4): status, digest and the request's own signature under the session key. The signature is
 * made for each sending and never stored: the stored answer of an idempotency key is signed for the request that asks.
 *
 * An answer to a request that no session's key has signed is not signed. Signing refusals for strangers would give them
 * genuine refusals of requests that somebody else has sent, and that were done.
 */
import { fromBase64, toBase64, utf8 } from '../../../../src/shared/bytes.ts';
import { ANSWER_INPUT, answerBase, contentDigest } from '../../../../src/tsp/signature.ts';
import type { TspParts } from '../base/ports.ts';

/** Signs the answer to one request. */
export interface Signer {
  /** Base64; set once the request is known to be the session's own. */
  key?: string;
  /** The headers that sign an answer; none without a key. */
  sign(status: number, body: string): Promise<Readonly<Record<string, string>>>;
}

export function answerSigner(parts: TspParts, request: Headers): Signer {
  const { crypto, clock } = parts.environment;
  return {
    async sign(status, body) {
      if (this.key === undefined) return {};
      const digest = await contentDigest(crypto, body);
      const created = Math.floor(clock.now() / 1000);
      const input = `${ANSWER_INPUT}created=${created};keyid="${request.get('stb-id')}";alg="hmac-sha256"`;
      const base = answerBase(status, digest, request.get('signature') ?? '', input);
      const signature = await crypto.hmacSha256(fromBase64(this.key), utf8(base));
      return {
        'Content-Digest': digest,
        'Signature-Input': input,
        Signature: `tsp=:${toBase64(signature)}:`,
      };
    },
  };
}
