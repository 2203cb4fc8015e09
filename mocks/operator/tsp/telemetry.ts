/** Adds up the portals' counters; nothing else is stored. A box may make up names, so there is room for a thousand. */
import type { components } from '../../../src/tsp/tspApi.generated.ts';
import { count } from './base/ports.ts';
import { noContent } from './base/reply.ts';
import type { Handler } from './door/call.ts';

type Telemetry = components['schemas']['Telemetry'];

const MOST_NAMES = 1_000;
/** Counts what found no room under its own name. */
const OTHERS = 'portal.others';
/** One box tells of one page at a time. */
const MOST_AT_ONCE = 1_000;

export const telemetry: Handler = async (parts, call) => {
  const { counters } = call.body as Telemetry;
  for (const [name, by] of Object.entries(counters)) {
    const own = `portal.${name}`;
    const hasRoom = parts.counters.has(own) || parts.counters.size < MOST_NAMES;
    count(parts, hasRoom ? own : OTHERS, Math.min(by, MOST_AT_ONCE));
  }
  return noContent;
};
