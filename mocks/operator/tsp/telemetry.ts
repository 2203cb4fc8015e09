/** Adds up the portals' counters; nothing else is stored. */
import type { components } from '../../../src/tsp/tspApi.generated.ts';
import { count } from './base/ports.ts';
import { noContent } from './base/reply.ts';
import type { Handler } from './door/call.ts';

type Telemetry = components['schemas']['Telemetry'];

export const telemetry: Handler = async (parts, call) => {
  const { counters } = call.body as Telemetry;
  for (const [name, by] of Object.entries(counters)) count(parts, `portal.${name}`, by);
  return noContent;
};
