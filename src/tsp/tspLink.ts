/** The box's line to the TSP (docs/api/tsp.yaml): one session, requests signed, answers believed when they are signed too. */
import { type Abort, neverAborted } from '../shared/abort.ts';
import type { Bytes } from '../shared/bytes.ts';
import type { HttpSend } from '../shared/http.ts';
import { fail, type Result } from '../shared/result.ts';
import type { Clock } from '../shared/time.ts';
import { sessionDecoder } from './decoders.ts';
import { firstAnswers } from './firstAnswers.ts';
import { isSigned, readBody, readValue, unsigned } from './readAnswer.ts';
import type { Shape } from './shape.ts';
import { nonceText, sessionKeyInput } from './signature.ts';
import type { TspError } from './tspError.ts';
import { type SigningParts, signedRequest, type UnsignedRequest } from './tspSession.ts';
import type { Session, SessionRequest, SessionStart } from './tspTypes.ts';

const TIMEOUT_MS = 8_000;

export type Answer<T> = Promise<Result<T, TspError>>;

/** Its `now` is the TSP's time as well as this box knows it: a box whose clock is wrong must not see quotes expire. */
export interface TspLink extends Clock {
  /** Opens a session (again); every other call opens one by itself when there is none. */
  openSession(): Answer<SessionStart>;
  /** The limits that the platform stated with the newest session; `null` before the first. */
  told(): Session['limits'] | null;
  get<T>(decoder: Shape<T>, path: string, signal?: Abort): Answer<T>;
  /** `bodyFor` makes the body for the session it is sent in. */
  post<T>(
    decoder: Shape<T>,
    path: string,
    bodyFor: (sessionKey: Bytes) => unknown,
    key?: string,
    signal?: Abort,
  ): Answer<T>;
}

export interface TspParts extends SigningParts {
  readonly send: HttpSend;
  /** Without a trailing slash, e.g. `https://tsp.example/tsp/v1`. */
  readonly baseUrl: string;
  readonly portalVersion: string;
  readonly readers: SessionRequest['readers'];
  /** So many services, the subscriber and the open orders are asked for with the page's first session. */
  readonly first?: number;
  /** Gets the name of each part of an answer that does not fit: `services.items.periods.amountFen`. */
  readonly onMisfit?: (name: string) => void;
}

/** Of a platform that does not know `first`: it refuses what is not in its contract. */
const isNoSuchQuery = (error: TspError): boolean =>
  error.kind === 'no-session' && error.problem.code === 'request.invalid';

interface OpenSession {
  readonly token: string;
  readonly key: Bytes;
}

export function createTspLink(parts: TspParts): TspLink {
  const { crypto, random, clock, box, send, baseUrl } = parts;
  let session: OpenSession | null = null;
  let opening: Answer<SessionStart> | null = null;
  let skewMs = 0;
  let told: Session['limits'] | null = null;
  let asksFirst = parts.first;
  const given = firstAnswers(clock, parts.first!);
  const noteFor = (path: string) => (field: string) =>
    parts.onMisfit?.(`${/\w+/.exec(path)}.${field}`);

  /**
   * Sends, and once more when the TSP says that this box's clock is wrong: same key, new signature. An answer is believed
   * only when the key of `keyOf` has signed it for this request. `signer` is null for the opening of a session.
   */
  async function exchange<T>(
    request: UnsignedRequest,
    signer: OpenSession | null,
    decoder: Shape<T>,
    signal: Abort,
    keyOf: ((value: T) => Promise<Bytes>) | null,
  ): Answer<T> {
    const note = noteFor(request.url.slice(baseUrl.length));
    let skew = skewMs;
    for (let again = false; ; again = true) {
      try {
        const sent = await signedRequest(parts, request, signer, skew);
        const answer = await send(sent, TIMEOUT_MS, signal);
        if (!answer.ok) break;
        const read = readBody(answer.value, decoder, note);
        const key = signer ? signer.key : read.ok && keyOf && (await keyOf(read.value));
        if (key && (await isSigned(crypto, key, sent, answer.value))) {
          skewMs = skew;
          return read;
        }
        const problem = !read.ok && read.error.kind === 'problem' && read.error.problem;
        if (problem && problem.code === 'auth.clock_skew' && !again && problem.serverTime) {
          skew = problem.serverTime - clock.now();
          continue;
        }
        if (problem && (!signer || problem.code === 'auth.session_expired')) {
          return fail({ kind: 'no-session', problem });
        }
        note('unsigned');
        return unsigned(answer.value.status);
      } catch {
        return fail({ kind: 'unreachable', box: true });
      }
    }
    return fail({ kind: 'unreachable' });
  }

  /** Never aborted: the first caller may leave while others wait for the same session. */
  async function openOnce(): Answer<SessionStart> {
    const boxNonce = nonceText(random.bytes(16));
    const body: SessionRequest = {
      stbId: box.stbId,
      boxNonce,
      portalVersion: parts.portalVersion,
      readers: parts.readers,
    };
    const first = asksFirst ? `?first=${asksFirst}` : '';
    let key: Bytes;
    const opened = await exchange(
      { method: 'POST', url: `${baseUrl}/sessions${first}`, body: JSON.stringify(body) },
      null,
      sessionDecoder,
      neverAborted,
      async ({ serverNonce }) => {
        key = await box.sign(sessionKeyInput(boxNonce, serverNonce));
        return key;
      },
    );
    if (opened.ok) {
      const { sessionToken, serverTime, limits } = opened.value;
      skewMs = serverTime - clock.now();
      session = { token: sessionToken, key: key! };
      told = limits ?? null;
      given.keep(opened.value.first);
      asksFirst = 0;
    } else if (first && isNoSuchQuery(opened.error)) {
      asksFirst = 0;
      return openOnce();
    }
    return opened;
  }

  function openSession(): Answer<SessionStart> {
    opening =
      opening ??
      openOnce().then((answer) => {
        opening = null;
        return answer;
      });
    return opening;
  }

  async function call<T>(
    decoder: Shape<T>,
    method: 'GET' | 'POST',
    path: string,
    bodyFor: ((sessionKey: Bytes) => unknown) | null,
    idempotencyKey?: string,
    signal: Abort = neverAborted,
  ): Answer<T> {
    if (bodyFor) given.forget();
    for (let again = false; ; again = true) {
      if (!session) {
        const opened = await openSession();
        if (!opened.ok) return opened;
      }
      const come = given.take(path);
      const read = come === undefined ? undefined : readValue(come, decoder, noteFor(path));
      if (read?.ok) return read;
      const used: OpenSession = session!;
      const body = bodyFor ? JSON.stringify(await bodyFor(used.key)) : undefined;
      const answer = await exchange(
        { method, url: baseUrl + path, body, idempotencyKey },
        used,
        decoder,
        signal,
        null,
      );
      const expired =
        !answer.ok &&
        answer.error.kind === 'no-session' &&
        answer.error.problem.code === 'auth.session_expired';
      if (!expired || again) return answer;
      if (session === used) session = null;
    }
  }

  return {
    now: () => clock.now() + skewMs,
    openSession,
    told: () => told,
    get: (decoder, path, signal) => call(decoder, 'GET', path, null, undefined, signal),
    post: (decoder, path, bodyFor, key, signal) =>
      call(decoder, 'POST', path, bodyFor, key, signal),
  };
}
