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
import { createWorld, DAEMON_TOKEN, type ReaderWish, type World } from '../world.ts';
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

/** How the box reaches its reader: `port=webusb`, `reader=MODEL`, `readerfaults=NAME,NAME`, `grant=ask`. */
const readerFrom = (query: URLSearchParams): ReaderWish => ({
  port: (query.get('port') ?? 'host-object') as ReaderWish['port'],
  model: query.get('reader') ?? '',
  faults: (query.get('readerfaults') ?? '').split(','),
  granted: query.get('grant') === 'ask' ? 'never-yet' : 'policy',
});

const DAEMON_URL = 'ws://127.0.0.1:35980';
const daemonOf = (port: ReaderWish['port']) =>
  port === 'websocket' ? { readerDaemon: { url: DAEMON_URL, token: DAEMON_TOKEN } } : {};

/** Where the portal looks for them. Behind the daemon the box has no host object at all. */
function giveReaders({ host, readers }: World, port: ReaderWish['port']): void {
  const { usb, hid, socket } = readers;
  if (port !== 'websocket') window.stbHost = host;
  Object.defineProperty(navigator, 'usb', { value: usb, configurable: true });
  Object.defineProperty(navigator, 'hid', { value: hid, configurable: true });
  if (socket) window.WebSocket = socket as unknown as typeof WebSocket;
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
  const reader = readerFrom(query);
  const world = createWorld({
    environment,
    store,
    plastic,
    scenario,
    onViolation,
    pace,
    powerCut,
    reader,
  });
  world.hand.isAutomatic = query.get('hand') !== 'off';
  if (isNewDay) prepare(world, query);
  window.pretend = world;
  announce(world);
  const worker = setupWorker(
    http.all('*/tsp/v1/*', ({ request }) => answer(world, request)),
    http.get('*/config.json', async ({ request }) => {
      const own = await fetch(bypass(request)).then((response) => response.json());
      return HttpResponse.json({ ...own, ...daemonOf(reader.port), ...config });
    }),
  );
  await worker.start({
    quiet: true,
    serviceWorker: { url: './mockServiceWorker.js' },
    onUnhandledRequest: 'bypass',
  });
  // After the worker: MSW puts a WebSocket of its own there.
  giveReaders(world, reader.port);
  await world.tsp.start();
  showToHand(world, root);
  return true;
}
