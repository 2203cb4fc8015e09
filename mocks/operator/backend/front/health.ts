/** `GET /healthz`: for programs that start, watch and balance the host. It tells no secrets and no sizes. */
import type { Fetch } from '../../../environment/environment.ts';
import type { TspCore } from '../../tsp/tsp.ts';

/** `waiting-for-disk`: the disk is full or has failed; the host goes on by itself when it works again. */
export type HostState = 'starting' | 'up' | 'stopping' | 'waiting-for-disk';

export const healthDoor =
  (party: string, state: () => HostState, tsp?: () => Pick<TspCore, 'health'>): Fetch =>
  async () => {
    const is = state();
    const parties = tsp?.().health();
    const others =
      parties &&
      Object.fromEntries(Object.entries(parties).map(([name, health]) => [name, health.state]));
    return Response.json(
      { party, state: is, ...(others ? { parties: others } : {}) },
      { status: is === 'up' ? 200 : 503 },
    );
  };
