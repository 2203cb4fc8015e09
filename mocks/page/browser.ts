/** The simulated world inside the page: MSW answers the portal's requests; IndexedDB and localStorage keep its state. */
import { bypass, HttpResponse, http } from 'msw';
import { setupWorker } from 'msw/browser';
import { consoleLog } from '../../src/shared/log.ts';
import type { Environment } from '../environment/environment.ts';
import { DEFAULT_SCENARIO, scenarios } from '../faults/scenarios.ts';
import { browserStore } from '../store/browserStore.ts';
import { createWorld, type World } from '../world/world.ts';
import { startBrowserBox } from './browserBox.ts';
import {
  type BrowserHostParts,
  daemonOf,
  dropReset,
  forgetJournal,
  giveReaders,
  localNvm,
  prepare,
  readerFrom,
  showToSubscriber,
} from './browserPage.ts';
import { claimServiceWorker } from './claimServiceWorker.ts';
import { showScenarios } from './scenarioList.ts';
import { WORLD_MADE } from './worldMade.ts';

const STORE = 'pretend-world';
/** A designer's own logo is a `data:` URL; a configuration takes a path on the portal's own origin. */
const OWN_LOGO = 'own-logo';
const logoOf = (config: object): string => String((config as { logo?: string }).logo ?? '');
const withPath = (config: object): object =>
  logoOf(config).startsWith('data:') ? { ...config, logo: `./${OWN_LOGO}` } : config;

declare global {
  interface Window {
    /** For designers and tests; only in builds with the simulated world. */
    simulatedWorld?: World;
  }
}

async function answer(world: World, request: Request): Promise<Response> {
  try {
    return await world.network.fetch(request);
  } catch {
    return HttpResponse.error();
  }
}

/** Tells the page around this one, if it is of the same origin. */
function announce(world: World): void {
  try {
    window.parent.dispatchEvent(new CustomEvent(WORLD_MADE, { detail: world }));
  } catch {
    // The page is embedded in one of another origin.
  }
}

async function forgetEverything(clearStore: () => Promise<void>): Promise<void> {
  localNvm.clear();
  await clearStore();
  await forgetJournal();
}

/**
 * Starts the scenario of `?scenario=NAME` (kept over reloads; another name, or `&reset`, begins a new day). With `&pace=10`
 * card and subscriber are ten times as quick. With `&backend` only the box is in the page. `config` overrides `config.json`.
 * Answers false when the scenario does not exist and a list is shown instead.
 */
export async function startBrowserHost(
  parts: BrowserHostParts,
  root: Element,
  config: object = {},
): Promise<boolean> {
  const query = new URLSearchParams(location.search);
  if (query.has('backend')) return startBrowserBox(parts, root, query, config);
  const name = query.get('scenario') ?? localNvm.read('scenario') ?? DEFAULT_SCENARIO;
  const scenario = scenarios[name];
  if (!scenario) {
    showScenarios(document.body, name);
    return false;
  }
  const store = browserStore(STORE);
  const isNewDay = localNvm.read('scenario') !== name || query.has('reset');
  if (isNewDay) {
    await forgetEverything(() => store.clear());
    localNvm.write('scenario', name);
    dropReset(query);
  }
  const environment: Environment = { ...parts, log: consoleLog };
  const onViolation = (message: string) => consoleLog('contract broken', message);
  const nvm = localNvm;
  const pace = Number(query.get('pace') ?? '1') || 1;
  const powerCut = () => location.reload();
  const reader = readerFrom(query);
  const world = createWorld({
    environment,
    store,
    nvm,
    scenario,
    onViolation,
    pace,
    powerCut,
    reader,
  });
  world.subscriber.isAutomatic = query.get('hand') !== 'off';
  if (isNewDay) prepare(world, query);
  window.simulatedWorld = world;
  window.simulatedBox = world;
  announce(world);
  const worker = setupWorker(
    http.all('*/tsp/v1/*', ({ request }) => answer(world, request)),
    http.get('*/config.json', async ({ request }) => {
      const own = await fetch(bypass(request)).then((response) => response.json());
      return HttpResponse.json({ ...own, ...daemonOf(reader.port), ...withPath(config) });
    }),
    http.get(`*/${OWN_LOGO}`, () => fetch(logoOf(config))),
  );
  await worker.start({
    quiet: true,
    serviceWorker: { url: './mockServiceWorker.js' },
    onUnhandledRequest: 'bypass',
  });
  await claimServiceWorker();
  // After the worker has started, because MSW replaces WebSocket.
  giveReaders(world, reader.port);
  await world.tsp.start();
  showToSubscriber(world, root);
  return true;
}
