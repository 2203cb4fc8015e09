/**
 * What a log may show of an exchange: party, kind, duration, outcome. Data is never included: of an APDU only header,
 * lengths and status word, of a request only method and path without the parts that identify somebody.
 */
import { type Bytes, toHex } from '../../src/shared/bytes.ts';
import type { Clock, Instant } from '../../src/shared/time.ts';
import type { Fetch } from '../environment/environment.ts';

export interface CardTrace {
  readonly kind: 'card';
  readonly at: Instant;
  readonly ms: number;
  readonly name: string;
  /** CLA INS P1 P2, hex; empty for power on. */
  readonly header: string;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Four hex digits; `null`: no answer came. */
  readonly status: string | null;
  /** The reader's error code. */
  readonly error?: string;
}

interface HttpTrace {
  readonly kind: 'http';
  readonly at: Instant;
  readonly ms: number;
  readonly party: 'tsp' | 'boss' | 'ppp';
  readonly method: string;
  readonly path: string;
  /** `null`: no answer came. */
  readonly status: number | null;
  /** The code of a problem. */
  readonly code?: string;
}

export type Trace = CardTrace | HttpTrace;
export type NoteTrace = (trace: Trace) => void;

const NAMES: Readonly<Record<string, string>> = {
  '00A4': 'SELECT',
  '00B0': 'READ BINARY',
  '00B2': 'READ RECORD',
  '00C0': 'GET RESPONSE',
  '0020': 'VERIFY',
  '0084': 'GET CHALLENGE',
  '805C': 'GET BALANCE',
  '8050': 'INIT PURCHASE',
  '8054': 'DEBIT',
  '805A': 'GET TRANSACTION PROVE',
};

export const apduName = (apdu: Bytes): string =>
  NAMES[toHex(apdu.subarray(0, 2))] ?? `COMMAND ${toHex(apdu.subarray(1, 2))}`;

/** Path segments after these identify somebody or something; `/services/basic` does not. */
const NAMING = /\/(subscribers|orders|attempts|holds|batches|settlements|renewals)\/[^/]+/g;

export const publicPath = (url: string): string =>
  new URL(url).pathname.replace(/^.*\/v1(?=\/)/, '').replace(NAMING, '/$1/…');

async function problemCode(response: Response): Promise<string | undefined> {
  if (response.status < 400) return undefined;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const code = (body as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[a-z0-9_.]+$/.test(code) ? code : undefined;
}

/** Wraps a fetch and notes a trace of every request. */
export const tracedFetch =
  (party: HttpTrace['party'], fetch: Fetch, clock: Clock, note: NoteTrace): Fetch =>
  async (request) => {
    const at = clock.now();
    const tell = (status: number | null, code?: string) =>
      note({
        kind: 'http',
        at,
        ms: clock.now() - at,
        party,
        method: request.method,
        path: publicPath(request.url),
        status,
        ...(code === undefined ? {} : { code }),
      });
    try {
      const response = await fetch(request);
      tell(response.status, await problemCode(response));
      return response;
    } catch (cause) {
      tell(null);
      throw cause;
    }
  };
