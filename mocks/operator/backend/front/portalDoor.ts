/** The only port that boxes reach: the TSP, the portal's pages, and the health of the host. */
import type { Fetch } from '../../../environment/environment.ts';
import { compressed } from './compressed.ts';
import { crossOrigin } from './crossOrigin.ts';
import { problem } from './httpFront.ts';
import type { OnRefused } from './refusedPages.ts';
import { pagePolicy } from './securityHeaders.ts';
import { staticFiles } from './staticFiles.ts';

interface PortalDoorParts {
  readonly tsp: Fetch;
  readonly health: Fetch;
  readonly build: 'mocks' | 'production';
  /** The folder of the build. */
  readonly folder: string;
  /** The text of `config.json`. */
  readonly config: string;
  /** Of `config.json`: the page may show what is there. */
  readonly artworkUrl?: string | undefined;
  /** The operator's pictures: texts by their names below the root. */
  readonly artwork?: Readonly<Record<string, string>>;
  readonly origins: readonly string[];
  readonly onRefused: OnRefused;
  /** Hands a simulated box to a page, in builds that have simulated boxes. */
  readonly giveBox?: Fetch;
}

const TSP = '/tsp/v1/';
const HEALTH = '/healthz';
const GIVE_BOX = '/pretend/box';

export function portalDoor(parts: PortalDoorParts): Fetch {
  const { build, folder, config, giveBox, artwork, artworkUrl } = parts;
  const made = { ...artwork, 'config.json': config };
  const pages = staticFiles({
    folder,
    under: '/',
    policy: pagePolicy(build === 'mocks' ? 'mocks' : 'portal', artworkUrl),
    made,
  });
  const tsp = compressed(parts.tsp);
  const guarded = crossOrigin(async (request) => {
    const { pathname, search } = new URL(request.url);
    if (pathname.startsWith(TSP)) return tsp(request);
    if (pathname === HEALTH) return parts.health(request);
    if (pathname === GIVE_BOX && giveBox) return giveBox(request);
    // The simulated operator of a mocks build is not used here: its page brings only the box.
    if (build === 'mocks' && pathname === '/' && search === '') {
      return new Response(null, { status: 302, headers: { Location: '/?backend' } });
    }
    return pages(request);
  }, parts);
  return async (request) => {
    if (request.method === 'OPTIONS' && request.headers.get('origin') === null) {
      return problem(405, 'request.not_found', 'no such method');
    }
    return guarded(request);
  };
}

/** `127.0.0.1:8081`, `[::1]:8081`, `localhost`: an address, or the one name that nobody can give to another machine. */
const ADDRESS = /^(\d+\.\d+\.\d+\.\d+|\[[0-9a-f:.]+\]|localhost)(:\d+)?$/i;

/**
 * The ports of BOSS and the PPP are for programs: calls from pages in a browser are refused. A page whose host name was
 * turned to this machine reads without an `Origin`; its `Host` is that name, so only addresses are answered.
 */
export function partyDoor(fetch: Fetch, prefix: string, health: Fetch): Fetch {
  return async (request) => {
    if (request.headers.get('origin') !== null) {
      return problem(403, 'request.invalid', 'not for pages');
    }
    const { pathname } = new URL(request.url);
    if (pathname === HEALTH) return health(request);
    const host = request.headers.get('host');
    if (host !== null && !ADDRESS.test(host)) {
      return problem(
        403,
        'request.invalid',
        'Host: ask for this port by its address, not by a name',
      );
    }
    if (!pathname.startsWith(prefix)) return problem(404, 'request.not_found', 'nothing here');
    return fetch(request);
  };
}

export function consoleDoor(parts: {
  readonly ops: Fetch;
  readonly folder: string;
  readonly health: Fetch;
  readonly onRefused: OnRefused;
}): Fetch {
  const { onRefused } = parts;
  const pages = staticFiles({
    folder: parts.folder,
    under: '/console/',
    policy: pagePolicy('console'),
  });
  return crossOrigin(
    async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/ops/v1/')) return parts.ops(request);
      if (pathname === HEALTH) return parts.health(request);
      if (pathname === '/' || pathname === '/console') {
        return new Response(null, { status: 302, headers: { Location: '/console/' } });
      }
      return pages(request);
    },
    { origins: [], onRefused },
  );
}
