/** Keeps what boxes tell: what they showed their viewers with a code. It changes no money, no order, no attempt. */
import type { components } from '../../../src/tsp/tspApi.generated.ts';
import { refuse } from './base/problems.ts';
import { noContent } from './base/reply.ts';
import type { Handler } from './door/call.ts';

export const tellIncidents: Handler = async (parts, call) => {
  const { stbId, subscriberId } = call.session;
  const { incidents: limit } = parts.rateLimits;
  const retryAfterMs = limit.wait(stbId);
  limit.note(stbId);
  if (retryAfterMs !== null) return refuse(parts, 'rate.limited', { retryAfterMs, isQuiet: true });
  const { incidents } = call.body as components['schemas']['Incidents'];
  await parts.incidents.keep(
    incidents.map((told) => ({
      ...told,
      at: Date.parse(told.at),
      list: 'box',
      stbId,
      subscriberId,
    })),
  );
  return noContent;
};
