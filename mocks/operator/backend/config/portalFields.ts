/** The fields of the portal's `config.json`, by the portal's own schema: those in `operator`, and the whole that boxes get. */
import schema from '../../../../docs/schemas/config.schema.json' with { type: 'json' };
import { type ConfigFault, configReader } from '../../../contract/configReader.ts';

const { tspUrl: _, $schema: __, ...operatorFields } = schema.properties;
const readOperator = configReader({ ...schema, properties: operatorFields, required: [] });
const readWhole = configReader(schema);

/** Checks `operator`. What it does not say is in `config.json` of the build. */
export function operatorFault(operator: object): ConfigFault | null {
  if (Object.hasOwn(operator, 'tspUrl')) {
    const wrong = 'the portal finds the TSP of this host by itself; remove it';
    return { field: 'operator.tspUrl', wrong };
  }
  const read = readOperator(operator);
  if (read.ok) return null;
  const { field, wrong } = read.error;
  return { field: field === '' ? 'operator' : `operator.${field}`, wrong };
}

/** Checks the whole file, as a box gets it. */
export function portalConfigFault(whole: unknown): ConfigFault | null {
  const read = readWhole(whole);
  return read.ok ? null : read.error;
}
