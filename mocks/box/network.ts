/** The network between portal and TSP, which may lose requests and answers. Does not imitate: bandwidth, TLS, proxies. */
import { neverAborted } from '../../src/shared/abort.ts';
import { pause, type Timers } from '../../src/shared/time.ts';
import type { Fetch } from '../environment/environment.ts';
import type { NetworkFault } from '../faults/scenarios.ts';

export interface Network {
  readonly fetch: Fetch;
  /** The cable is out: every request is lost. */
  down: boolean;
  delayMs: number;
  faults: NetworkFault[];
  /** Called for each lost request or answer, with the name of its fault, or without one when the cable is out. */
  onLost(callback: (name?: string) => void): void;
}

/**
 * `occurrences` counts the losses, so that a fault that strikes three times does so only once over a reload. `witness`
 * wraps the portal's end.
 */
export function createNetwork(
  to: Fetch,
  timers: Timers,
  occurrences: { count(name: string): number; add(name: string): void },
  witness: (fetch: Fetch) => Fetch = (fetch) => fetch,
): Network {
  const losing: ((name?: string) => void)[] = [];
  const lost = (name?: string) => {
    for (const callback of losing) callback(name);
    return new TypeError('network: connection lost');
  };
  const applies = (fault: NetworkFault, request: Request, index: number): boolean => {
    const { pathname } = new URL(request.url);
    const counted = `network-${fault.name ?? index}`;
    if (fault.pathEnd !== undefined && !pathname.endsWith(fault.pathEnd)) return false;
    if (fault.method !== undefined && request.method !== fault.method) return false;
    if (fault.times !== undefined && occurrences.count(counted) >= fault.times) return false;
    occurrences.add(counted);
    return true;
  };
  const network: Network = {
    down: false,
    delayMs: 0,
    faults: [],
    onLost: (callback) => void losing.push(callback),
    fetch: witness(async (request) => {
      if (network.delayMs > 0) await pause(timers, network.delayMs, neverAborted);
      if (network.down) throw lost();
      const fault = network.faults.find((candidate, index) => applies(candidate, request, index));
      if (fault?.loses === 'request') throw lost(fault.name);
      const response = await to(request);
      if (fault) throw lost(fault.name);
      return response;
    }),
  };
  return network;
}
