/**
 * A client of the operator's interface, with one function for each call. Expected outcomes are values. It never repeats
 * a request by itself.
 */
import { fail, ok, type Result } from '../../../../src/shared/result.ts';
import type * as Ops from './opsTypes.ts';

export type Failure =
  /** No answer: whether the request arrived is not known. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'problem'; readonly problem: Ops.Problem }
  /** An answer that this interface does not have. */
  | { readonly kind: 'strange'; readonly status: number };

export type Answer<T> = Promise<Result<T, Failure>>;
type Query = Readonly<Record<string, string | undefined>>;

interface OpsClientParts {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Where `/ops/v1` is. */
  readonly origin: string;
  token(): string | undefined;
  /** Called for every answer that says that the session is over. */
  onExpired(): void;
}

const ANSWER_MS = 30_000;
/** Recomputing a long chain takes long. */
const VERIFY_MS = 300_000;

interface Call {
  readonly query?: Query;
  readonly body?: unknown;
  readonly withinMs?: number;
}

const pathOf = (...parts: readonly string[]): string =>
  `/${parts.map(encodeURIComponent).join('/')}`;

export function createOpsClient({ fetch, origin, token, onExpired }: OpsClientParts) {
  async function call<T>(method: string, path: string, more: Call = {}): Answer<T> {
    const url = new URL(`/ops/v1${path}`, origin);
    for (const [name, value] of Object.entries(more.query ?? {})) {
      if (value !== undefined && value !== '') url.searchParams.set(name, value);
    }
    const headers = new Headers({ Accept: 'application/json' });
    const bearer = token();
    if (bearer !== undefined) headers.set('Authorization', `Bearer ${bearer}`);
    const init: RequestInit = {
      method,
      headers,
      signal: AbortSignal.timeout(more.withinMs ?? ANSWER_MS),
    };
    if (more.body !== undefined) {
      headers.set('Content-Type', 'application/json');
      init.body = JSON.stringify(more.body);
    }
    let response: Response;
    let text: string;
    try {
      response = await fetch(new Request(url, init));
      text = await response.text();
    } catch {
      return fail({ kind: 'offline' });
    }
    const value = parsed(text);
    if (response.ok) return value === undefined && text ? strange(response) : ok(value as T);
    if (!isProblem(value)) return strange(response);
    if (value.code === 'auth.required' && bearer !== undefined) onExpired();
    return fail({ kind: 'problem', problem: value });
  }
  const get = <T>(path: string, query: Query = {}) => call<T>('GET', path, { query });
  const put = <T>(path: string, body: unknown) => call<T>('PUT', path, { body });
  const post = <T>(path: string, body?: unknown) => call<T>('POST', path, { body });

  return {
    signIn: (credentials: Ops.Credentials) => post<Ops.OperatorSession>('/sessions', credentials),
    signOut: () => call<void>('DELETE', '/sessions'),
    today: () => get<Ops.Today>('/today'),
    find: (text: string) => get<Ops.Finds>('/finds', { text }),
    subscriber: (subscriberId: string, query: Query) =>
      get<Ops.SubscriberPage>(pathOf('subscribers', subscriberId), query),
    /** `date`: the day that runs without it. */
    figures: (date?: string) => get<Ops.DayFigures>('/figures', { date }),
    orders: (query: Query) => get<Ops.OrderPage>('/orders', query),
    order: (orderId: string) => get<Ops.OrderHistory>(pathOf('orders', orderId)),
    doubts: (query: Query) => get<Ops.DoubtPage>('/doubts', query),
    days: () => get<Ops.DayList>('/days'),
    day: (date: string) => get<Ops.Day>(pathOf('days', date)),
    settle: (date: string) => post<Ops.Day>(pathOf('days', date, 'settlement')),
    differences: (date: string, query: Query) =>
      get<Ops.DifferencePage>(pathOf('days', date, 'differences'), query),
    batches: (query: Query) => get<Ops.BatchPage>('/batches', query),
    batch: (batchId: string) => get<Ops.BatchDetail>(pathOf('batches', batchId)),
    cases: (query: Query) => get<Ops.CasePage>('/cases', query),
    case: (caseNo: string) => get<Ops.Case>(pathOf('cases', caseNo)),
    takeStep: (caseNo: string, step: Ops.CaseStep) =>
      post<Ops.Case>(pathOf('cases', caseNo, 'steps'), step),
    audit: (query: Query) => get<Ops.AuditPage>('/audit', query),
    verify: () => call<Ops.Verification>('POST', '/audit/verification', { withinMs: VERIFY_MS }),
    pool: () => get<Ops.PoolView>('/pool'),
    setPsam: (
      terminalNo: string,
      change: { drained: boolean } | { frozen: false },
      reason: string,
    ) => put<Ops.PoolView>(pathOf('pool', terminalNo), { ...change, reason }),
    switches: () => get<Ops.SwitchList>('/switches'),
    setSwitch: (name: Ops.SwitchName, on: boolean, reason: string) =>
      put<Ops.SwitchList>(pathOf('switches', name), { on, reason }),
    boxes: () => get<Ops.BoxList>('/boxes'),
    box: (stbId: string) => get<Ops.Box>(pathOf('boxes', stbId)),
    setBox: (stbId: string, blocked: boolean, reason: string) =>
      put<Ops.Box>(pathOf('boxes', stbId), { blocked, reason }),
    export: (list: Ops.ExportName, query: Query) => get<Ops.Export>(pathOf('exports', list), query),
  };
}

export type OpsClient = ReturnType<typeof createOpsClient>;

const strange = (response: Response) => fail({ kind: 'strange' as const, status: response.status });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isProblem = (value: unknown): value is Ops.Problem =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
