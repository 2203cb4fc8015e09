/**
 * RFC 9421 (HTTP message signatures) with hmac-sha256 and RFC 9530 (Content-Digest), as far as box and TSP use them.
 * Pure: the same code builds the signature in the portal and checks it at the TSP.
 */
import { type Bytes, toBase64, toHex, utf8 } from '../shared/bytes.ts';
import type { Crypto } from '../shared/crypto.ts';

/** The parts that are signed. Parts a request does not have are left out of the list. */
interface SignedParts {
  readonly method: string;
  readonly path: string;
  /** `?` and the query string; `?` alone when there is none. */
  readonly query: string;
  readonly contentDigest?: string | undefined;
  readonly stbId: string;
  readonly idempotencyKey?: string | undefined;
}

interface SignatureParams {
  /** Whole seconds since 1970. */
  readonly created: number;
  readonly nonce: string;
}

/** `input` is the value after `box=` in Signature-Input; `base` the exact string under the HMAC. */
export function signatureBase(
  parts: SignedParts,
  params: SignatureParams,
): { input: string; base: string } {
  const lines: [name: string, value: string][] = [
    ['@method', parts.method],
    ['@path', parts.path],
    ['@query', parts.query],
  ];
  if (parts.contentDigest !== undefined) lines.push(['content-digest', parts.contentDigest]);
  lines.push(['stb-id', parts.stbId]);
  if (parts.idempotencyKey !== undefined) lines.push(['idempotency-key', parts.idempotencyKey]);
  const names = lines.map(([name]) => `"${name}"`).join(' ');
  const input = `(${names});created=${params.created};nonce="${params.nonce}";keyid="${parts.stbId}";alg="hmac-sha256"`;
  const text = lines.map(([name, value]) => `"${name}": ${value}`);
  return { input, base: [...text, `"@signature-params": ${input}`].join('\n') };
}

/**
 * How the Signature-Input header of every answer begins: what its signature covers. The request's own signature binds
 * the answer to that request and to no other.
 */
export const ANSWER_INPUT = 'tsp=("@status" "content-digest" "signature";req;key="box");';

/** The string under the HMAC of an answer (RFC 9421, 2.4). The headers are whole, as they are sent. */
export const answerBase = (
  status: number,
  digest: string,
  requestSignature: string,
  signatureInput: string,
): string =>
  `"@status": ${status}\n"content-digest": ${digest}\n"signature";req;key="box": ` +
  `${requestSignature.slice(4)}\n"@signature-params": ${signatureInput.slice(4)}`;

/** `sha-256=:<base64>:` of a body's UTF-8 bytes. */
export async function contentDigest(crypto: Crypto, body: string): Promise<string> {
  return `sha-256=:${toBase64(await crypto.sha256(utf8(body)))}:`;
}

/** Both sides derive the session key from the box key; it never travels. */
export const sessionKeyInput = (boxNonce: string, serverNonce: string): Bytes =>
  utf8(`session-key|${boxNonce}|${serverNonce}`);

/** The key that seals a card's serial number on its way to the TSP. */
export const cardDataKey = (crypto: Crypto, sessionKey: Bytes): Promise<Bytes> =>
  crypto.hmacSha256(sessionKey, utf8('card-data'));

/** A nonce as both sides write it. */
export const nonceText = (bytes: Bytes): string => toHex(bytes).toLowerCase();
