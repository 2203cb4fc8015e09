/**
 * Checks messages against the contracts in docs/api. Runs in Node and in the page (Ajv compiles with `new Function`, so
 * not under a content security policy without 'unsafe-eval').
 */
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { compiler } from './compiler.ts';
import { describeError } from './describeError.ts';
import { type Operation, operationsOf, type Parameter, type Party } from './operations.ts';

export interface CheckedRequest {
  readonly method: string;
  /** Below the server's prefix, e.g. `/orders/01H…`. */
  readonly path: string;
  readonly query: { forEach(callback: (value: string, name: string) => void): void };
  readonly headers: { get(name: string): string | null };
  /** Parsed JSON; `undefined` when there is none. */
  readonly body: unknown;
}

type RequestVerdict =
  | { readonly ok: true; readonly operationId: string; readonly params: Record<string, string> }
  | {
      readonly ok: false;
      readonly status: 400 | 404 | 405;
      readonly field: string;
      readonly message: string;
    };

type ResponseVerdict = { readonly ok: true } | { readonly ok: false; readonly message: string };

export interface Validator {
  /** Checks a request. Unknown fields and query parameters are refused; only headers in the contract are checked. */
  checkRequest(party: Party, request: CheckedRequest): RequestVerdict;
  /** Checks an answer. An unlisted status below 400 is a violation; from 400 on it must be a problem. No `body`: `undefined`. */
  checkResponse(party: Party, operationId: string, status: number, body: unknown): ResponseVerdict;
}

const good: ResponseVerdict = { ok: true };
const bad = (message: string): ResponseVerdict => ({ ok: false, message });
const LONGEST_NAME = 60;

/** Names of fields are logged, and the sender may have made them up. */
const told = (name: string): string => name.slice(0, LONGEST_NAME).replace(/[^\w.[\]-]/g, '?');

const refused = (status: 400 | 404 | 405, field: string, message: string): RequestVerdict => ({
  ok: false,
  status,
  field: told(field),
  message,
});

/** Compiles each schema when it is first needed, so make one validator and keep it. */
export function createValidator(): Validator {
  const compile = compiler();

  function fault(party: Party, pointer: string, value: unknown, root: string) {
    const validate: ValidateFunction = compile(party, pointer);
    return validate(value) ? null : describeError(validate.errors ?? [], value, root);
  }

  function parameterFault(party: Party, parameter: Parameter, text: string | undefined) {
    if (text === undefined) {
      if (!parameter.required) return null;
      return { field: parameter.name, message: `${parameter.name}: missing` };
    }
    const value = parameter.type === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    return fault(party, parameter.pointer, value, parameter.name);
  }

  function parametersFault(party: Party, operation: Operation, request: CheckedRequest) {
    const query = new Map<string, string>();
    let twice: string | undefined;
    request.query.forEach((value, name) => {
      if (query.has(name)) twice = name;
      query.set(name, value);
    });
    if (twice !== undefined)
      return { field: twice, message: `${twice}: given twice, expected once` };
    for (const parameter of operation.parameters) {
      if (parameter.in === 'path') continue;
      const text =
        parameter.in === 'query'
          ? query.get(parameter.name)
          : (request.headers.get(parameter.name) ?? undefined);
      const found = parameterFault(party, parameter, text);
      if (found) return found;
      if (parameter.in === 'query') query.delete(parameter.name);
    }
    for (const name of query.keys()) {
      return { field: name, message: `${name}: not a query parameter of ${operation.operationId}` };
    }
    return null;
  }

  function checkRequest(party: Party, request: CheckedRequest): RequestVerdict {
    const here = operationsOf(party).flatMap((operation) => {
      const params = operation.match(request.path);
      return params ? [{ operation, params }] : [];
    });
    if (here.length === 0) {
      return refused(404, 'path', `path: ${request.path} is not in the ${party} contract`);
    }
    const found = here.find(({ operation }) => operation.method === request.method.toUpperCase());
    if (!found) {
      const methods = here.map(({ operation }) => operation.method).join(', ');
      return refused(405, 'method', `method: ${request.method}, expected ${methods}`);
    }
    const { operation, params } = found;
    for (const parameter of operation.parameters) {
      if (parameter.in !== 'path') continue;
      const wrong = parameterFault(party, parameter, params[parameter.name]);
      if (wrong) return refused(400, wrong.field, wrong.message);
    }
    const wrong =
      parametersFault(party, operation, request) ?? bodyFault(party, operation, request);
    if (wrong) return refused(400, wrong.field, wrong.message);
    return { ok: true, operationId: operation.operationId, params };
  }

  function bodyFault(party: Party, operation: Operation, request: CheckedRequest) {
    if (operation.body === null) {
      if (request.body === undefined) return null;
      return { field: 'body', message: `body: ${operation.operationId} takes none` };
    }
    if (request.body === undefined) {
      return { field: 'body', message: 'body: missing, expected a JSON object' };
    }
    return fault(party, operation.body, request.body, 'body');
  }

  function checkResponse(
    party: Party,
    operationId: string,
    status: number,
    body: unknown,
  ): ResponseVerdict {
    const operation = operationsOf(party).find((o) => o.operationId === operationId);
    if (!operation) return bad(`${operationId} is not in the ${party} contract`);
    const { responses } = operation;
    const listed = responses.has(String(status));
    const pointer = responses.get(listed ? String(status) : 'default');
    if (pointer === undefined || (!listed && status < 400)) {
      return bad(`${operationId} answered ${status}, expected ${[...responses.keys()].join(', ')}`);
    }
    if (pointer === null) {
      return body === undefined ? good : bad(`${operationId} ${status}: has a body, expected none`);
    }
    const found = fault(party, pointer, body, 'body');
    if (found) return bad(`${operationId} ${status}: ${found.message}`);
    const told = (body as { status?: unknown }).status;
    if (status >= 400 && told !== status) {
      return bad(`${operationId} ${status}: status: ${String(told)}, expected ${status}`);
    }
    return good;
  }

  return { checkRequest, checkResponse };
}
