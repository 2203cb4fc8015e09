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
  /** Called for each request or answer that a fault strikes, with the name of its fault, or without one when the cable is out. */
  onLost(callback: (name?: string) => void): void;
  /** Called before each request, also before one that is lost. */
  onRequest(callback: (request: Request) => void): void;
}

/** The request with the last digit of its body changed, as somebody without the box's key would change it. */
async function changed(request: Request): Promise<Request> {
  const { method, headers, url } = request;
  const body = await request.clone().text();
  if (body === '')
    return new Request(`${url}${url.includes('?') ? '&' : '?'}changed=1`, { method, headers });
  const other = body.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
  return new Request(url, { method, headers, body: other });
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
  const asking: ((request: Request) => void)[] = [];
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
    onRequest: (callback) => void asking.push(callback),
    fetch: witness(async (request) => {
      for (const callback of asking) callback(request);
      if (network.delayMs > 0) await pause(timers, network.delayMs, neverAborted);
      if (network.down) throw lost();
      const fault = network.faults.find((candidate, index) => applies(candidate, request, index));
      if (fault?.loses === 'request') throw lost(fault.name);
      if (fault?.loses === 'nothing') {
        lost(fault.name);
        if (fault.sends === 'changed') return to(await changed(request));
        const again = request.clone();
        const response = await to(request);
        await to(again).catch(() => {});
        return response;
      }
      const response = await to(request);
      if (fault) throw lost(fault.name);
      return response;
    }),
  };
  return network;
}
