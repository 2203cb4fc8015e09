/** Faults of the platform, struck as the portal's requests reach it. */
import type { Fetch } from '../environment/environment.ts';
import type { FaultId } from './faultList.ts';
import type { FaultStates } from './faultStates.ts';

const SHORT_QUOTE_MS = 3_000;

/** Of a PSAM: whether it is out of the pool, and who holds it. */
interface PooledPsam {
  readonly terminalNo: string;
  readonly out: unknown;
  readonly leasedTo: unknown;
}

interface DrainablePool {
  status(): readonly PooledPsam[];
  takeOut(terminalNo: string): unknown;
  putBack(terminalNo: string): unknown;
}

interface Platform {
  readonly fetch: Fetch;
  readonly pool: () => DrainablePool;
  /** What quotes live by; the TSP looks at it for every quote. */
  readonly limits: { quoteMs: number };
  kill(): Promise<void>;
}

/** Every PSAM that nobody holds is out of the pool; answers the way to put them back. */
function takeAllOut(pool: DrainablePool): () => void {
  const free = pool.status().filter(({ out, leasedTo }) => out === null && leasedTo === null);
  for (const { terminalNo } of free) pool.takeOut(terminalNo);
  return () => {
    for (const { terminalNo } of free) pool.putBack(terminalNo);
  };
}

export function platformFaultSite(faultStates: FaultStates, platform: Platform): Fetch {
  const { limits, pool, kill } = platform;
  const usualMs = limits.quoteMs;

  async function withShortQuote(request: Request): Promise<Response> {
    limits.quoteMs = SHORT_QUOTE_MS;
    try {
      return await platform.fetch(request);
    } finally {
      limits.quoteMs = usualMs;
    }
  }

  async function withEmptyPool(request: Request): Promise<Response> {
    const putBack = takeAllOut(pool());
    try {
      return await platform.fetch(request);
    } finally {
      putBack();
    }
  }

  /** In the middle of its work: what it had not written is lost, and so is its answer. */
  async function killed(request: Request): Promise<Response> {
    platform.fetch(request).catch(() => {});
    await kill();
    throw new TypeError('connection lost: the platform is gone');
  }

  const sites: readonly [FaultId, string, (request: Request) => Promise<Response>][] = [
    ['quote-expires', '/quotes', withShortQuote],
    ['psam-exhausted', '/attempts', withEmptyPool],
    ['tsp-killed', '/authorise', killed],
    ['tsp-killed-at-report', '/report', killed],
  ];

  return async (request) => {
    const { pathname } = new URL(request.url);
    const site = sites.find(
      ([id, end]) => request.method === 'POST' && pathname.endsWith(end) && faultStates.isOn(id),
    );
    if (!site) return platform.fetch(request);
    const [id, , handle] = site;
    faultStates.strike(id);
    return handle(request);
  };
}
