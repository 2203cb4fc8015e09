/** Compresses long answers for clients that understand it: on a slow line a page of services takes a sixth of the time. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Fetch } from '../../../environment/environment.ts';

/** A shorter one fits into one packet anyway. */
const WORTH_BYTES = 1_000;

const accepts = (request: Request): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/.test(request.headers.get('accept-encoding') ?? '');

/** `fetch` with its JSON answers in gzip. Digest and signature stay those of what the client unpacks. */
export const compressed =
  (fetch: Fetch): Fetch =>
  async (request) => {
    const answer = await fetch(request);
    const headers = new Headers(answer.headers);
    if (!/json/.test(headers.get('content-type') ?? '')) return answer;
    headers.append('Vary', 'Accept-Encoding');
    const plain = new Uint8Array(await answer.arrayBuffer());
    const isPacked = plain.length >= WORTH_BYTES && accepts(request);
    if (isPacked) headers.set('Content-Encoding', 'gzip');
    const body = isPacked ? new Uint8Array(await promisify(gzip)(plain)) : plain;
    return new Response(body, { status: answer.status, headers });
  };
