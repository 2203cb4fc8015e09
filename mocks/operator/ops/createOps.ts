/**
 * The console's interface: docs/api/ops.yaml over the platform's rows. It reads the platform's room of the store. There
 * it writes only its own sessions, its locks and its notes in the audit; every other change goes through the desk.
 */
import {
  type Call,
  contractServer,
  type Handlers,
  problemResponse,
} from '../../contract/contractServer.ts';
import { operationsOf, serverPrefix } from '../../contract/operations.ts';
import type { operations } from '../../contract/opsApi.generated.ts';
import type { Fetch } from '../../environment/environment.ts';
import { defaultLimits } from '../tsp/base/limits.ts';
import { mayCall } from './base/matrix.ts';
import type { OperationId, OpsParts, OpsProblem, OpsSetup } from './base/opsTypes.ts';
import { refuse } from './base/refuse.ts';
import { createLooks } from './caller/looks.ts';
import { createSettling } from './day/settling.ts';
import { createSessions, type Session, type Sessions } from './door/sessions.ts';
import { createSignIn, type SignIn } from './door/signIn.ts';
import { createServiceTitles } from './figures/dayFigures.ts';
import { createDayFold } from './figures/dayFold.ts';
import { handlersFor } from './handlers.ts';

export interface Ops {
  /** Answers every request of docs/api/ops.yaml; never rejects. */
  readonly fetch: Fetch;
}

/** In characters; far more than any request of the contract. */
const LONGEST_BODY = 16_384;

export function createOps(setup: OpsSetup): Ops {
  const { environment, tsp, cutOff = defaultLimits.cutOff } = setup;
  const room = setup.store.room('tsp');
  const parts: OpsParts = {
    ...setup,
    cutOff,
    room,
    dayFold: createDayFold({ environment, tsp, room, cutOff }),
    serviceTitles: createServiceTitles({ room }),
    settling: createSettling(setup),
    looks: createLooks({ environment, room }),
  };
  const sessions = createSessions(parts);
  const signIn = createSignIn(parts, sessions);
  const answerRequest = (request: Request) => answer(parts, sessions, signIn, request);

  return {
    async fetch(request) {
      try {
        return await answerRequest(request);
      } catch (error) {
        environment.log('ops', `${request.method} ${operationOf(request)}: ${String(error)}`);
        return problem(refuse('unavailable', 'the platform could not answer; try again'));
      }
    },
  };
}

/** Checks who asks, and whether this person may, before it reads what is asked. */
async function answer(
  parts: OpsParts,
  sessions: Sessions,
  signIn: SignIn,
  request: Request,
): Promise<Response> {
  const operation = operationOf(request);
  const session = operation === 'signIn' ? undefined : await sessions.find(tokenOf(request));
  if (operation !== 'signIn') {
    if (!session) return problem(refuse('auth.required', 'Authorization: sign in first'));
    const { role, user } = session.account;
    if (operation && !mayCall(role, operation)) {
      parts.environment.log('ops', `${user} (${role}) may not call ${operation}`);
      return problem(refuse('role.forbidden', `role: a ${role} may not do this`));
    }
  }
  const statedLength = Number(request.headers.get('content-length') ?? 0);
  const body = statedLength > LONGEST_BODY ? '' : await request.text();
  const length = Math.max(statedLength, body.length);
  if (length > LONGEST_BODY) {
    return problem(refuse('request.invalid', `body: ${length} characters, too long`));
  }
  const { method, url, headers } = request;
  const copy = new Request(url, { method, headers, ...(body === '' ? {} : { body }) });
  return serve(parts, sessions, signIn, session)(copy);
}

/** A caller that is not signed in finds no handler except `signIn`. */
function serve(parts: OpsParts, sessions: Sessions, signIn: SignIn, session?: Session): Fetch {
  const open = { signIn: ({ body }: Call<operations['signIn']>) => signIn(body) };
  const signedIn = session && {
    ...handlersFor(parts, { user: session.account.user, role: session.account.role }),
    async signOut() {
      await sessions.close(session);
      return { status: 204 as const };
    },
  };
  const handlers = { ...signedIn, ...open } as Handlers<operations, OpsProblem>;
  return contractServer<operations, OpsProblem>('ops', handlers);
}

const problem = ({ refused }: ReturnType<typeof refuse>): Response => problemResponse(refused);

function operationOf({ method, url }: Request): OperationId | undefined {
  const prefix = serverPrefix('ops');
  const { pathname } = new URL(url);
  if (!pathname.startsWith(`${prefix}/`)) return undefined;
  const path = pathname.slice(prefix.length);
  const found = operationsOf('ops').find((known) => known.method === method && known.match(path));
  return found?.operationId as OperationId | undefined;
}

const tokenOf = ({ headers }: Request): string =>
  /^Bearer ([0-9a-f]{64})$/.exec(headers.get('authorization') ?? '')?.[1] ?? '';
