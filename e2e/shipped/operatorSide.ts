/**
 * The operator's side in this process, over real HTTP on loopback: a production build served as `npm run backend` serves
 * it, with that host's own code, headers and checks of its configuration; the TSP; one box with its card.
 */

import type { Fetch } from '../../mocks/environment/environment.ts';
import { realEnvironment } from '../../mocks/environment/realEnvironment.ts';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import { backendConfig } from '../../mocks/operator/backend/config/backendConfig.ts';
import { createFronts } from '../../mocks/operator/backend/front/fronts.ts';
import { healthDoor } from '../../mocks/operator/backend/front/health.ts';
import {
  portalConfigIn,
  portalConfigText,
} from '../../mocks/operator/backend/front/portalConfig.ts';
import { portalDoor } from '../../mocks/operator/backend/front/portalDoor.ts';
import { defaultLimits } from '../../mocks/operator/tsp/base/limits.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import {
  type CardDebit,
  type Facts,
  gatherFacts,
  watchDebits,
} from '../../mocks/world/invariants.ts';
import { createWorld, type ReaderWish, type World } from '../../mocks/world/world.ts';
import { silentLog } from '../../src/shared/log.ts';
import { liveTime } from './liveTime.ts';

/** Answers before the host does, or leaves the request to it. */
export type Route = (request: Request) => Promise<Response | null>;

export interface OperatorSide {
  readonly world: World;
  /** With a slash at its end. `localhost`: a secure context without a certificate. */
  readonly origin: string;
  /** What `config.json` says, as text. */
  config: string;
  /** Stands before the host. */
  route: Route;
  /** So much time is over for everybody here. */
  pass(ms: number): void;
  /** Requests and answers that broke their contract. */
  readonly violations: readonly string[];
  facts(): Promise<Facts>;
  close(): Promise<void>;
}

export interface OperatorSideParts {
  /** The folder of a production build. */
  readonly dist: string;
  /** `first-day` otherwise. */
  readonly scenario?: Scenario;
  /** The operator's fields of `config.json`; what the build says without them. */
  readonly operator?: Readonly<Record<string, unknown>>;
  readonly reader?: ReaderWish;
  /** How much quicker than people and cards the slot is. */
  readonly pace?: number;
  /** How far the clock of everybody here is ahead. */
  readonly aheadMs?: number;
  /** The box has lost its power; `world.restartBox` gives it back. */
  readonly powerCut?: () => void;
  readonly route?: Route;
  /** The instrument that stands in the page for the box's own software: put into the HTML on its way, all else as it is. */
  readonly page?: (html: string) => string;
}

export const GALAXY_CABLE = {
  name: { 'zh-CN': '星河有线', en: 'Galaxy Cable' },
  hotline: '96123',
  accent: '#33ccff',
};

const PACE = 30;

/** @throws Error when the host refuses this configuration, as it would at its start. */
function hostConfig(operator: OperatorSideParts['operator'] = {}) {
  const passwordHash = 'scrypt$not-a-password$of-anybody';
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
  const { dist: folder, page } = parts;
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

  const health = healthDoor('tsp', () => 'up');
  const { origins, portal: build } = config;
  const host: Fetch = (request) =>
    portalDoor({
      tsp: world.network.fetch,
      health,
      build,
      folder,
      config: side.config,
      origins,
    })(request);
  const fronts = createFronts(config, silentLog);
  await fronts.open('portal', async (request) => {
    const answer = (await side.route(request)) ?? (await host(request));
    return page ? withPage(answer, page) : answer;
  });
  const side: OperatorSide = {
    world,
    origin: `http://localhost:${fronts.ports.portal}/`,
    config: portalConfigText(portalConfigIn(folder, config.operator), config),
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
