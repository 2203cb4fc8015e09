/** Notes a refusal with all that was known of its request, once it is about to be sent. */
import type { Problem, ProblemCode } from '../../../src/tsp/tspTypes.ts';
import type { TspParts } from './base/ports.ts';
import type { Reply } from './base/reply.ts';
import type { LiveSession } from './door/auth.ts';

/** What the stages of a request have found out about it. */
export interface Asked {
  call?: string;
  params?: Readonly<Record<string, string>>;
  body?: unknown;
  /** Its key has signed the request. */
  session?: LiveSession;
}

/** Boxes ask again by themselves after these; nobody is shown them, but in a box that then tells it. */
const ROUTINE: readonly ProblemCode[] = [
  'auth.session_expired',
  'psam.busy',
  'idempotency.in_progress',
];

const STB_ID = /^[A-Za-z0-9_-]{1,40}$/;
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

const asUlid = (value: unknown): string | undefined =>
  typeof value === 'string' && ULID.test(value) ? value : undefined;

/** A quote's id is its order's. */
const orderIn = ({ params, body }: Asked): string | undefined =>
  asUlid(params?.orderId) ?? asUlid((body as { quoteId?: unknown } | undefined)?.quoteId);

export function noteRefusal(
  parts: TspParts,
  { problem, body }: Reply,
  asked: Asked,
  headers: Headers,
): void {
  if (problem === undefined || ROUTINE.includes(problem)) return;
  const { ref, money, retry, field, reason } = JSON.parse(body) as Problem;
  const { call, params, session } = asked;
  const named = headers.get('stb-id') ?? '';
  const who = session
    ? {
        stbId: session.stbId,
        subscriberId: session.subscriberId,
        portalVersion: session.portalVersion,
      }
    : STB_ID.test(named) && { stbId: named };
  const orderId = orderIn(asked);
  const attemptId = asUlid(params?.attemptId);
  parts.incidents.note({
    code: ref,
    list: session ? 'platform' : 'door',
    cause: problem,
    money,
    retry,
    ...who,
    ...(call === undefined ? {} : { call }),
    ...(orderId === undefined ? {} : { orderId }),
    ...(attemptId === undefined ? {} : { attemptId }),
    ...(field === undefined ? {} : { field }),
    ...(reason === undefined ? {} : { reason }),
  });
}
