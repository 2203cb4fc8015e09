/** The portal's counters, added up; nothing else is taken. */
import type { components } from '../../src/tsp/tspApi.generated.ts';
import type { Handler } from './call.ts';
import { count } from './ports.ts';
import { noContent } from './reply.ts';

type Telemetry = components['schemas']['Telemetry'];

export const telemetry: Handler = async (parts, call) => {
  const { counters } = call.body as Telemetry;
  for (const [name, by] of Object.entries(counters)) count(parts, `portal.${name}`, by);
  return noContent;
};
