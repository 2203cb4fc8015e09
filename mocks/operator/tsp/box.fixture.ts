/** A set-top box that sends requests to the TSP. It signs as the portal does, or wrongly when a test asks for it. */
import { fromHex, toBase64, utf8 } from '../../../src/shared/bytes.ts';
import {
  answerBase,
  contentDigest,
  sessionKeyInput,
  signatureBase,
} from '../../../src/tsp/signature.ts';
import type { Problem, Session } from '../../../src/tsp/tspTypes.ts';
import type { Fetch } from '../../environment/environment.ts';
import { nodeCrypto } from './nodeCrypto.fixture.ts';
import type { VirtualTime } from './virtualTime.fixture.ts';

interface Answered<T = unknown> {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** The value of a 2xx. @throws Error on a refusal. */
  readonly value: T;
  readonly problem: Problem;
}

export interface Sending {
  readonly key?: string | null;
  readonly nonce?: string;
  readonly skewMs?: number;
  readonly token?: string;
  /** Sends and signs this box id instead of its own. */
  readonly stbId?: string;
  readonly signWith?: Uint8Array;
  /** Changes the request after it was signed. */
  readonly tamper?: (request: { url: string; headers: Headers; body: string | undefined }) => void;
}

const ORIGIN = 'https://tsp.invalid';
let counter = 0;
/** Makes a new value for nonces and keys. */
export const fresh = (): string =>
  `${Date.UTC(2026, 0).toString(16)}${(++counter).toString(16).padStart(16, '0')}`;

async function answered<T>(response: Response): Promise<Answered<T>> {
  const text = await response.text();
  const { status, headers } = response;
  return {
    status,
    text,
    headers,
    get value() {
      if (status >= 300) throw new Error(`refused: ${text}`);
      return JSON.parse(text) as T;
    },
    get problem() {
      if (status < 400) throw new Error(`not refused: ${text}`);
      return JSON.parse(text) as Problem;
    },
  };
}

/** @throws Error for an answer to a rightly signed request that the session's key has not signed for it. */
async function expectSigned(answer: Answered, request: Headers, key: Uint8Array): Promise<void> {
  const input = answer.headers.get('signature-input') ?? '';
  const digest = await contentDigest(nodeCrypto, answer.text);
  const base = answerBase(answer.status, digest, request.get('signature') ?? '', input);
  const right = await nodeCrypto.hmacSha256(new Uint8Array(key), utf8(base));
  if (answer.headers.get('signature') !== `tsp=:${toBase64(right)}:`) {
    throw new Error(`not signed: ${answer.status} ${answer.text}`);
  }
}

export function createBox(time: VirtualTime, send: Fetch, stbId: string, boxKey: string) {
  let token = '';
  let sessionKey = new Uint8Array(32);

  async function request<T>(
    method: string,
    path: string,
    body?: unknown,
    sending: Sending = {},
  ): Promise<Answered<T>> {
    const url = new URL(`${ORIGIN}/tsp/v1${path}`);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const digest = text === undefined ? undefined : await contentDigest(nodeCrypto, text);
    const isOpening = /^\/sessions\b/.test(path);
    const needsKey =
      method === 'POST' && !isOpening && !['/telemetry', '/incidents'].includes(path);
    const key = sending.key === undefined && needsKey ? fresh() : (sending.key ?? undefined);
    const sentId = sending.stbId ?? stbId;
    const { input, base } = signatureBase(
      {
        method,
        path: url.pathname,
        query: url.search === '' ? '?' : url.search,
        contentDigest: digest,
        stbId: sentId,
        idempotencyKey: key,
      },
      {
        created: Math.floor((time.clock.now() + (sending.skewMs ?? 0)) / 1000),
        nonce: sending.nonce ?? fresh(),
      },
    );
    const secret = sending.signWith ?? (isOpening ? fromHex(boxKey) : sessionKey);
    const signature = await nodeCrypto.hmacSha256(new Uint8Array(secret), utf8(base));
    const headers = new Headers({
      'Stb-Id': sentId,
      'Signature-Input': `box=${input}`,
      Signature: `box=:${toBase64(signature)}:`,
    });
    if (!isOpening) headers.set('Authorization', `Bearer ${sending.token ?? token}`);
    if (key !== undefined) headers.set('Idempotency-Key', key);
    if (digest !== undefined) {
      headers.set('Content-Digest', digest);
      headers.set('Content-Type', 'application/json');
    }
    const ready = { url: url.href, headers, body: text };
    sending.tamper?.(ready);
    const init = { method, headers, ...(ready.body === undefined ? {} : { body: ready.body }) };
    const answer = await answered<T>(await send(new Request(ready.url, init)));
    const isStrange = Object.keys(sending).some((name) => name !== 'key' && name !== 'nonce');
    // A 500 may come before the session is known, and says no more than no answer does.
    if (!isOpening && !isStrange && answer.status !== 401 && answer.status !== 500) {
      await expectSigned(answer, ready.headers, sessionKey);
    }
    return answer;
  }

  return {
    stbId,
    request,
    get: <T>(path: string, sending?: Sending) => request<T>('GET', path, undefined, sending),
    post: <T>(path: string, body: unknown, sending?: Sending) =>
      request<T>('POST', path, body, sending),
    /** `query`: what is wanted with the session. */
    async open(portalVersion = '1.0.0', sending?: Sending, query = ''): Promise<Answered<Session>> {
      const boxNonce = fresh().slice(-16).padStart(32, '0');
      const body = { stbId, boxNonce, portalVersion, readers: ['webusb'] };
      const opened = await request<Session>('POST', `/sessions${query}`, body, sending);
      if (opened.status === 201) {
        token = opened.value.sessionToken;
        const challenge = sessionKeyInput(boxNonce, opened.value.serverNonce);
        sessionKey = await nodeCrypto.hmacSha256(fromHex(boxKey), challenge);
      }
      return opened;
    },
    async serialToken(serial: string): Promise<string> {
      const key = await nodeCrypto.hmacSha256(new Uint8Array(sessionKey), utf8('card-data'));
      const nonce = fromHex(fresh().slice(-12).padStart(24, '0'));
      const sealed = await nodeCrypto.seal(key, nonce, fromHex(serial));
      return toBase64([...nonce, ...sealed]);
    },
  };
}

export type Box = ReturnType<typeof createBox>;
