/** Faults of the platform: they strike when requests of the portal reach it. */
import type { Fetch } from '../environment/environment.ts';
import type { FaultId } from './faultList.ts';
import type { FaultStates } from './faultStates.ts';

const SHORT_QUOTE_MS = 3_000;

/** A PSAM: whether it is out of the pool, and to whom it is leased. */
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
  /** How long quotes are valid; the TSP reads it for every quote. */
  readonly limits: { quoteMs: number };
  kill(): Promise<void>;
}

/** Takes every PSAM that is not leased out of the pool; answers a function that puts them back. */
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

  /** Kills the platform during a request: what it had not written is lost, and so is the answer. */
  async function killed(request: Request): Promise<Response> {
    platform.fetch(request).catch(() => {});
    await kill();
    throw new TypeError('connection lost: the platform is gone');
  }

  /** Kills the platform when it has written what it answers; the answer is lost. */
  async function killedAfter(request: Request): Promise<Response> {
    await platform.fetch(request);
    await kill();
    throw new TypeError('connection lost: the platform is gone');
  }

  const sites: readonly [FaultId, string, (request: Request) => Promise<Response>][] = [
    ['quote-expires', '/quotes', withShortQuote],
    ['psam-exhausted', '/attempts', withEmptyPool],
    ['tsp-killed', '/authorise', killed],
    ['tsp-killed-after-mac1', '/authorise', killedAfter],
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
