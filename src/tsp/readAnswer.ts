/** Reads what the TSP answers, and whether the session's key has signed it for this very request. */
import { type Bytes, toBase64, utf8 } from '../shared/bytes.ts';
import type { Crypto } from '../shared/crypto.ts';
import type { HttpRequest, HttpResponse } from '../shared/http.ts';
import { fail, type Result } from '../shared/result.ts';
import { problemDecoder } from './decoders.ts';
import { readAs, type Shape } from './shape.ts';
import { ANSWER_INPUT, answerBase, contentDigest } from './signature.ts';
import type { TspError } from './tspError.ts';

/** Codes for the hotline; `docs/operate/operations.md` lists them. */
const UNSIGNED = 'T01';
export const UNREADABLE = 'T02';

export const unintelligible = (status: number, detail: string, ref = UNREADABLE) =>
  fail<TspError>({ kind: 'unintelligible', status, detail, ref });

/** A body as this shape, or the first misfit that spoils it. `onMisfit` gets the name of every field that does not fit. */
export const readValue = <T>(json: unknown, shape: Shape<T>, onMisfit: (field: string) => void) =>
  readAs(shape, json, ({ field }) => onMisfit(field.replace(/\.\d+/g, '') || 'body'));

/** The value of a 2xx, the problem of anything else. `onMisfit` gets the name of every field that does not fit. */
export function readBody<T>(
  { status, body }: HttpResponse,
  shape: Shape<T>,
  onMisfit: (field: string) => void,
): Result<T, TspError> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    // Nothing fits `undefined`.
  }
  if (status >= 200 && status < 300) {
    const value = readValue(json, shape, onMisfit);
    return value.ok ? value : unintelligible(status, value.error.field || 'body');
  }
  const problem = readValue(json, problemDecoder, onMisfit);
  return problem.ok
    ? fail({ kind: 'problem', problem: problem.value })
    : unintelligible(status, problem.error.field || 'body');
}

/** Whether `key` signed this answer to this request. */
export async function isSigned(
  crypto: Crypto,
  key: Bytes,
  { headers }: HttpRequest,
  answer: HttpResponse,
): Promise<boolean> {
  const input = answer.header('Signature-Input') || '';
  const digest = await contentDigest(crypto, answer.body);
  const base = answerBase(answer.status, digest, headers.Signature!, input);
  const signature = toBase64(await crypto.hmacSha256(key, utf8(base)));
  return input.indexOf(ANSWER_INPUT) === 0 && answer.header('Signature') === `tsp=:${signature}:`;
}

export const unsigned = (status: number) => unintelligible(status, 'unsigned', UNSIGNED);
