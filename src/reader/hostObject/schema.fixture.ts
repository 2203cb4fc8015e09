/** docs/integrate/host-bridge.schema.json as something a test can ask. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const source = readFileSync(
  new URL('../../../docs/integrate/host-bridge.schema.json', import.meta.url),
  'utf8',
);
export const schema = JSON.parse(source) as { $id: string; $defs: Record<string, object> };
const ajv = new Ajv2020({ allErrors: false, strict: true });
ajv.addSchema(schema);

/** What is wrong with `message` as a `definition`, `toHost` or `results/open`; `[]`: nothing. */
export function faultsOf(definition: string, message: unknown): readonly string[] {
  const validate = ajv.getSchema(`${schema.$id}#/$defs/${definition}`);
  if (!validate) throw new Error(`no ${definition} in the schema`);
  if (validate(message)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message: text }) => `${instancePath} ${text}`,
  );
}

/** Faults of one conversation's messages, in its order: an answer must fit the request of its id. */
export function watchedConversation() {
  const methods = new Map<number, string>();
  return {
    toHost(json: string): readonly string[] {
      const request = JSON.parse(json) as { id: number; method: string };
      methods.set(request.id, request.method);
      return faultsOf('toHost', request);
    },
    toPage(json: string): readonly string[] {
      const message = JSON.parse(json) as { id?: number; result?: unknown };
      const faults = faultsOf('toPage', message);
      if (faults.length > 0 || message.result === undefined) return faults;
      const method = methods.get(message.id!);
      return method ? faultsOf(`results/${method}`, message.result) : ['an answer to nothing'];
    },
  };
}
