/**
 * The operator's side in this process, over real HTTP on loopback: a production build served by the code of
 * `npm run backend`, with its headers and its checks of the configuration; the TSP; one box with its card.
 */

import type { Fetch } from '../../mocks/environment/environment.ts';
import { realEnvironment } from '../../mocks/environment/realEnvironment.ts';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import type { Artwork } from '../../mocks/operator/artwork/artworkFiles.ts';
import { backendConfig } from '../../mocks/operator/backend/config/backendConfig.ts';
import { createFronts } from '../../mocks/operator/backend/front/fronts.ts';
import { healthDoor } from '../../mocks/operator/backend/front/health.ts';
import {
  artworkUrlIn,
  ownArtwork,
  portalConfigIn,
  portalConfigText,
} from '../../mocks/operator/backend/front/portalConfig.ts';
import { portalDoor } from '../../mocks/operator/backend/front/portalDoor.ts';
import { defaultLimits } from '../../mocks/operator/tsp/base/limits.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import type { Store } from '../../mocks/store/store.ts';
import {
  type CardDebit,
  type Facts,
  gatherFacts,
  watchDebits,
} from '../../mocks/world/invariants.ts';
import { createWorld, type ReaderWish, type World } from '../../mocks/world/world.ts';
import { silentLog } from '../../src/shared/log.ts';
import { liveTime } from './liveTime.ts';

/** Answers a request in the host's place, or `null` to leave it to the host. */
export type Route = (request: Request) => Promise<Response | null>;

export interface OperatorSide {
  readonly world: World;
  /** What all parties of the operator keep. */
  readonly store: Store;
  /** Ends with a slash. It is `localhost`, which is a secure context without a certificate. */
  readonly origin: string;
  /** The text of `config.json`. */
  config: string;
  /** Called before the host. */
  route: Route;
  /** Moves the clock of box and operator forward. */
  pass(ms: number): void;
  /** Requests and answers that broke their contract. */
  readonly violations: readonly string[];
  facts(): Promise<Facts>;
  close(): Promise<void>;
}

export interface OperatorSideParts {
  /** The folder of the production build. */
  readonly dist: string;
  /** Default: `first-day`. */
  readonly scenario?: Scenario;
  /** The operator's fields of `config.json`; default: those of the build. */
  readonly operator?: Readonly<Record<string, unknown>>;
  /** The pictures of the services; default: none. */
  readonly artwork?: Artwork;
  readonly reader?: ReaderWish;
  /** How many times quicker than a real one the slot is. */
  readonly pace?: number;
  /** How far the clock of box and operator is ahead. */
  readonly aheadMs?: number;
  /** Called when the box loses its power; `world.restartBox` gives it back. */
  readonly powerCut?: () => void;
  readonly route?: Route;
  /** Changes the HTML on its way, to put in a script that stands for the box's own software. */
  readonly page?: (html: string) => string;
}

export const GALAXY_CABLE = {
  name: { 'zh-CN': '星河有线', en: 'Galaxy Cable' },
  hotline: '96123',
  accent: '#33ccff',
};

const PACE = 30;

/** The host's configuration. @throws Error when the host would refuse it at its start. */
function hostConfig(operator: OperatorSideParts['operator'] = {}) {
  // The hash of no password.
  const passwordHash = `scrypt$32768$8$3$${'A'.repeat(22)}==$${'A'.repeat(43)}=`;
  const accounts = [{ user: 'chen', name: '陈晓', role: 'clerk', passwordHash }];
  const asked = { portal: 'production', ports: { portal: 0 }, operator, accounts };
  const config = backendConfig(JSON.stringify(asked), { given: { bind: '127.0.0.1' } });
  if (!config.ok) throw new Error(config.error);
  return config.value;
}

async function withPage(answer: Response, page: (html: string) => string): Promise<Response> {
  if (!answer.headers.get('content-type')?.startsWith('text/html')) return answer;
  const { status, headers } = answer;
  return new Response(page(await answer.text()), { status, headers });
}

export async function startOperatorSide(parts: OperatorSideParts): Promise<OperatorSide> {
  const { dist: folder, page, artwork } = parts;
  const config = hostConfig(parts.operator);
  const real = realEnvironment(silentLog);
  const { clock, timers, pass } = liveTime(real.timers, parts.aheadMs);
  const environment = { ...real, clock, timers };
  const store = memoryStore();
  const watched: { nvm: ReturnType<typeof memoryNvm>; debits: readonly CardDebit[] } = watchDebits(
    memoryNvm(),
  );
  const violations: string[] = [];
  const world = createWorld({
    environment,
    store,
    nvm: watched.nvm,
    scenario: parts.scenario ?? scenarios['first-day']!,
    pace: parts.pace ?? PACE,
    limits: { ...defaultLimits, ...config.limits },
    ...(parts.reader ? { reader: parts.reader } : {}),
    ...(parts.powerCut ? { powerCut: parts.powerCut } : {}),
    onViolation: (message) => void violations.push(message),
  });
  await world.tsp.start();

  const text = portalConfigText(
    portalConfigIn(folder, config.operator),
    config,
    ownArtwork(artwork),
  );
  const artworkUrl = artworkUrlIn(text);
  const health = healthDoor('tsp', () => 'up');
  const { origins, portal: build } = config;
  const host: Fetch = (request) =>
    portalDoor({
      tsp: world.network.fetch,
      health,
      build,
      folder,
      config: side.config,
      ...(artwork ? { artwork: artwork.files } : {}),
      artworkUrl,
      origins,
      onRefused: () => {},
    })(request);
  const fronts = createFronts(config, silentLog);
  await fronts.open('portal', async (request) => {
    // Only a text as it is can be changed.
    if (page) request.headers.delete('accept-encoding');
    const answer = (await side.route(request)) ?? (await host(request));
    return page ? withPage(answer, page) : answer;
  });
  const side: OperatorSide = {
    world,
    store,
    origin: `http://localhost:${fronts.ports.portal}/`,
    config: text,
    route: parts.route ?? (async () => null),
    pass,
    violations,
    facts: () => gatherFacts(store, environment.crypto, watched.debits),
    async close() {
      world.tsp.stop();
      await fronts.close(0);
    },
  };
  return side;
}
