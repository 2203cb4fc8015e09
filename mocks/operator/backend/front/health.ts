/** `GET /healthz`: for whoever starts, watches and balances; no secrets, no sizes. */
import type { Fetch } from '../../../environment/environment.ts';
import type { TspCore } from '../../tsp/tsp.ts';

export type HostState = 'starting' | 'up' | 'stopping';

export const healthDoor =
  (party: string, state: () => HostState, tsp?: () => Pick<TspCore, 'health'>): Fetch =>
  async () => {
    const is = state();
    const parties = tsp?.().health();
    const others =
      parties &&
      Object.fromEntries(Object.entries(parties).map(([name, one]) => [name, one.state]));
    return Response.json(
      { party, state: is, ...(others ? { parties: others } : {}) },
      { status: is === 'up' ? 200 : 503 },
    );
  };
