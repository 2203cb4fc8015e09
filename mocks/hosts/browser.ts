/** The pretend world inside the page: MSW answers the portal's requests, IndexedDB and localStorage keep what was written. */
import { bypass, HttpResponse, http } from 'msw';
import { setupWorker } from 'msw/browser';
import type { Crypto } from '../../src/shared/crypto.ts';
import { consoleLog } from '../../src/shared/log.ts';
import type { Random } from '../../src/shared/random.ts';
import type { Environment } from '../environment.ts';
import { arm, armingsFrom } from '../faults/arming.ts';
import type { Plastic } from '../plastic.ts';
import { type CardName, DEFAULT_SCENARIO, scenarios } from '../scenarios.ts';
import { showScenarios } from '../stage/scenarioList.ts';
import { browserStore } from '../store/browserStore.ts';
import { createWorld, type World } from '../world.ts';
import { WORLD_MADE } from './worldMade.ts';

const STORE = 'pretend-world';
const PREFIX = 'pretend:';

/** localStorage writes before it returns, as a chip does. */
const localPlastic: Plastic = {
  read: (name) => localStorage.getItem(PREFIX + name),
  write: (name, json) => localStorage.setItem(PREFIX + name, json),
  clear() {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX)) localStorage.removeItem(name);
    }
  },
};

declare global {
  interface Window {
    /** For designers and tests, in builds with the pretend world only. */
    pretend?: World;
  }
}

/** What the page shares with the pretend world: the portal's own parts, so that both run on one clock. */
export interface BrowserHostParts {
  readonly crypto: Crypto;
  readonly random: Random;
  readonly clock: Environment['clock'];
  readonly timers: Environment['timers'];
}

async function answer(world: World, request: Request): Promise<Response> {
  try {
    return await world.network.fetch(request);
  } catch {
    return HttpResponse.error();
  }
}

/** Lets the hand see what the portal shows. */
function showToHand(world: World, root: Element): void {
  const look = () => {
    const screen = root.getAttribute('data-screen');
    if (screen) world.hand.sees(screen);
  };
  new MutationObserver(look).observe(root, { attributes: true, attributeFilter: ['data-screen'] });
}

/** Tells the page around this one, which is of the same origin or none of our business. */
function announce(world: World): void {
  try {
    window.parent.dispatchEvent(new CustomEvent(WORLD_MADE, { detail: world }));
  } catch {
    // Embedded by somebody else.
  }
}

/** How a day begins beside its scenario: `card=poor`, `balance=1350` (fen), `hand=off`, `faults=...` (see `arming.ts`). */
function prepare(world: World, query: URLSearchParams): void {
  const card = query.get('card');
  if (card) world.wallet.choose(card as CardName);
  const balance = query.get('balance');
  if (balance) world.wallet.setBalance(world.wallet.next, Number(balance));
  arm(world.faults, armingsFrom(query.get('faults') ?? ''));
}

/** Emptied, not deleted: a deletion waits for every other tab that has it open, and so would whoever opens it next. */
async function emptyDatabase(name: string): Promise<void> {
  const known = await indexedDB.databases();
  if (!known.some((database) => database.name === name)) return;
  await new Promise<void>((resolve) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => resolve();
    opening.onsuccess = () => {
      const database = opening.result;
      const stores = [...database.objectStoreNames];
      const close = () => {
        database.close();
        resolve();
      };
      if (stores.length === 0) return close();
      const emptying = database.transaction(stores, 'readwrite');
      for (const store of stores) emptying.objectStore(store).clear();
      emptying.oncomplete = emptying.onerror = emptying.onabort = close;
    };
  });
}

/** The journal belongs to the world it was written in. */
async function forgetEverything(clearStore: () => Promise<void>): Promise<void> {
  localPlastic.clear();
  await clearStore();
  await emptyDatabase('portal-journal');
}

/**
 * Starts the scenario of `?scenario=NAME` (kept over reloads; another name, or `&reset`, begins anew). With `&pace=10`
 * card and hand are ten times as quick. `config` stands above what `config.json` says. Answers false when a list is shown instead, because there is no such scenario.
 */
export async function startBrowserHost(
  parts: BrowserHostParts,
  root: Element,
  config: object = {},
): Promise<boolean> {
  const query = new URLSearchParams(location.search);
  const name = query.get('scenario') ?? localPlastic.read('scenario') ?? DEFAULT_SCENARIO;
  const scenario = scenarios[name];
  if (!scenario) {
    showScenarios(document.body, name);
    return false;
  }
  const store = browserStore(STORE);
  const isNewDay = localPlastic.read('scenario') !== name || query.has('reset');
  if (isNewDay) {
    await forgetEverything(() => store.clear());
    localPlastic.write('scenario', name);
    // A reload must keep what happens from here on.
    query.delete('reset');
    history.replaceState(null, '', `?${query}`.replace(/\?$/, './'));
  }
  const environment: Environment = { ...parts, log: consoleLog };
  const onViolation = (message: string) => consoleLog('contract broken', message);
  const plastic = localPlastic;
  const pace = Number(query.get('pace') ?? '1') || 1;
  const powerCut = () => location.reload();
  const world = createWorld({ environment, store, plastic, scenario, onViolation, pace, powerCut });
  world.hand.isAutomatic = query.get('hand') !== 'off';
  if (isNewDay) prepare(world, query);
  window.pretend = world;
  announce(world);
  window.stbHost = world.host;
  const worker = setupWorker(
    http.all('*/tsp/v1/*', ({ request }) => answer(world, request)),
    http.get('*/config.json', async ({ request }) => {
      const own = await fetch(bypass(request)).then((response) => response.json());
      return HttpResponse.json({ ...own, ...config });
    }),
  );
  await worker.start({
    quiet: true,
    serviceWorker: { url: './mockServiceWorker.js' },
    onUnhandledRequest: 'bypass',
  });
  await world.tsp.start();
  showToHand(world, root);
  return true;
}
