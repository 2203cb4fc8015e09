/** The server of a core: checks a request against the contract, calls the handler of its operation, answers JSON. */
import type { Fetch } from '../environment/environment.ts';
import { operationsOf, type Party, serverPrefix } from './operations.ts';
import { createValidator, type Validator } from './validator.ts';

type Part<O, Name extends string> = O extends { parameters: Record<Name, infer P> } ? P : never;
type QueryOf<O> = O extends { parameters: { query?: infer Q } } ? Q : never;
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? B
  : undefined;
type ResponsesOf<O> = O extends { responses: infer R } ? Omit<R, 'default'> : never;
type AnswerOf<R> = {
  [S in keyof R]: R[S] extends { content: { 'application/json': infer B } }
    ? { readonly status: S; readonly body: B }
    : { readonly status: S };
}[keyof R];

/** The checked parts of a request; `O` is the operation's generated type. */
export interface Call<O> {
  readonly params: Part<O, 'path'>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
}

/** An expected refusal: a problem without the fields that the server adds. */
export interface Refusal<Problem> {
  readonly refused: Omit<Problem, 'type' | 'title'>;
}

export type Answer<O, Problem> = AnswerOf<ResponsesOf<O>> | Refusal<Problem>;

/** One handler for each operation, by operationId. */
export type Handlers<Operations, Problem> = {
  readonly [Id in keyof Operations]: (
    call: Call<Operations[Id]>,
  ) => Promise<Answer<Operations[Id], Problem>>;
};

interface ProblemBody {
  status: number;
  code: string;
}

type AnyAnswer = { status: number; body?: unknown } | { refused: ProblemBody };
type AnyHandler = (call: { params: unknown; query: unknown; body: unknown }) => Promise<AnyAnswer>;

/** Compiled once for all cores of the process. */
let validator: Validator | undefined;

/** Makes a core's fetch. When a handler throws, the fetch rejects: to the caller the connection is broken. */
export function contractServer<Operations, Problem extends ProblemBody>(
  party: Party,
  handlers: Handlers<Operations, Problem>,
): Fetch {
  const prefix = serverPrefix(party);
  return async (request) => {
    validator ??= createValidator();
    const { pathname, searchParams } = new URL(request.url);
    const text = await request.text();
    let body: unknown;
    try {
      body = text === '' ? undefined : JSON.parse(text);
    } catch {
      return refuse(400, 'request.invalid', 'body', 'body: not JSON');
    }
    const verdict = validator.checkRequest(party, {
      method: request.method,
      path: pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : '',
      query: searchParams,
      headers: request.headers,
      body,
    });
    if (!verdict.ok) {
      const code = verdict.status === 400 ? 'request.invalid' : 'request.not_found';
      return refuse(verdict.status, code, verdict.field, verdict.message);
    }
    const { operationId, params } = verdict;
    const handle = (handlers as unknown as Record<string, AnyHandler>)[operationId];
    if (!handle) throw new TypeError(`${party} has no handler for ${operationId}`);
    const answer = await handle({ params, query: queryOf(party, operationId, searchParams), body });
    return 'refused' in answer
      ? problemResponse(answer.refused)
      : reply(answer.status, answer.body);
  };
}

function queryOf(party: Party, operationId: string, search: URLSearchParams) {
  const query: Record<string, string | number> = {};
  const operation = operationsOf(party).find((o) => o.operationId === operationId);
  for (const parameter of operation?.parameters ?? []) {
    const text = parameter.in === 'query' ? search.get(parameter.name) : null;
    if (text !== null) query[parameter.name] = parameter.type === 'integer' ? Number(text) : text;
  }
  return query;
}

function refuse(status: number, code: string, field: string, detail: string): Response {
  const refused: ProblemBody & { field: string; detail: string } = { status, code, field, detail };
  return problemResponse(refused);
}

/** A problem (RFC 9457) as every core answers it. */
export const problemResponse = (refused: ProblemBody): Response =>
  reply(
    refused.status,
    { type: `urn:problem:${refused.code}`, title: refused.code, ...refused },
    'application/problem+json',
  );

function reply(status: number, body: unknown, type = 'application/json'): Response {
  const headers = { 'Cache-Control': 'no-store', 'Content-Type': type };
  if (body === undefined)
    return new Response(null, { status, headers: { 'Cache-Control': 'no-store' } });
  return new Response(JSON.stringify(body), { status, headers });
}
