/** Compiles schemas of all contract documents, which may refer to each other (`tsp.yaml#/components/…`). */

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { documents } from './documents.generated.ts';
import type { Party } from './operations.ts';

/** Makes a function that answers the compiled schema at a JSON pointer of a party's document; compiles each once. */
export function compiler(): (party: Party, pointer: string) => ValidateFunction {
  // The documents contain more than schemas, so Ajv's strict mode cannot be used.
  const ajv = new Ajv2020({ strict: false, verbose: true, validateSchema: false });
  addFormats.default(ajv);
  for (const [name, document] of Object.entries(documents)) {
    ajv.addSchema(document, `${name}.yaml`);
  }
  const compiled = new Map<string, ValidateFunction>();
  return (party, pointer) => {
    const name = `${party}#${pointer}`;
    let validate = compiled.get(name);
    if (!validate) {
      validate = ajv.compile({ $ref: `${party}.yaml#${encodeURI(pointer)}` });
      compiled.set(name, validate);
    }
    return validate;
  };
}
