/** The operations of a contract as a table: pointers to their schemas, and how their paths match. */
import { documents } from './documents.generated.ts';

export type Party = keyof typeof documents;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly type: string | undefined;
  /** JSON pointer of its schema. */
  readonly pointer: string;
}

export interface Operation {
  readonly operationId: string;
  /** Upper case. */
  readonly method: string;
  readonly parameters: readonly Parameter[];
  /** JSON pointer of the body's schema; `null`: no body. */
  readonly body: string | null;
  /** JSON pointer of the body's schema by status or `default`; `null`: no body. */
  readonly responses: ReadonlyMap<string, string | null>;
  /** The decoded values of the path's parameters, or `null` when this is not the path. */
  match(path: string): Record<string, string> | null;
}

type Json = Readonly<Record<string, unknown>>;

/** The path at which the party's server is mounted, e.g. `/tsp/v1`. */
export const serverPrefix = (party: Party): string => documents[party].servers[0].url;

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function at(document: Json, pointer: string): Json {
  let node: unknown = document;
  for (const part of pointer.split('/').slice(1)) {
    node = (node as Json)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return node as Json;
}

/** Follows references: parameters and responses may be references within their own file. */
function followed(document: Json, pointer: string): string {
  const { $ref } = at(document, pointer);
  return typeof $ref === 'string' ? $ref.slice(1) : pointer;
}

function contentPointer(document: Json, pointer: string): string | null {
  const content = at(document, pointer).content as Json | undefined;
  const type = content && Object.keys(content)[0];
  return type ? `${pointer}/content/${escaped(type)}/schema` : null;
}

function matcher(template: string) {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`);
  return (path: string): Record<string, string> | null => {
    const found = pattern.exec(path);
    if (!found) return null;
    try {
      return Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1]!)]));
    } catch {
      return null;
    }
  };
}

function operationAt(document: Json, template: string, method: string): Operation {
  const here = `/paths/${escaped(template)}/${method}`;
  const operation = at(document, here);
  const listed = (operation.parameters ?? []) as readonly Json[];
  const parameters = listed.map((_, index): Parameter => {
    const pointer = followed(document, `${here}/parameters/${index}`);
    const parameter = at(document, pointer);
    return {
      name: parameter.name as string,
      in: parameter.in as Parameter['in'],
      required: parameter.required === true,
      type: (parameter.schema as Json).type as string | undefined,
      pointer: `${pointer}/schema`,
    };
  });
  const responses = Object.keys(operation.responses as Json).map((status) => {
    const pointer = followed(document, `${here}/responses/${status}`);
    return [status, contentPointer(document, pointer)] as const;
  });
  return {
    operationId: operation.operationId as string,
    method: method.toUpperCase(),
    parameters,
    body: operation.requestBody ? contentPointer(document, `${here}/requestBody`) : null,
    responses: new Map(responses),
    match: matcher(template),
  };
}

function table(party: Party): readonly Operation[] {
  const document: Json = documents[party];
  return Object.entries(document.paths as Json).flatMap(([template, methods]) =>
    Object.keys(methods as Json).map((method) => operationAt(document, template, method)),
  );
}

const tables = {
  tsp: table('tsp'),
  boss: table('boss'),
  ppp: table('ppp'),
  ops: table('ops'),
};

export const operationsOf = (party: Party): readonly Operation[] => tables[party];
