/** What a page with a pretend box in it has in common, whether the platform is in the page or behind a real wire. */
import type { Crypto } from '../../src/shared/crypto.ts';
import type { Random } from '../../src/shared/random.ts';
import { DAEMON_TOKEN, type ReaderWish, type SimulatedBox } from '../box/simulatedBox.ts';
import type { Environment } from '../environment/environment.ts';
import { arm, armingsFrom } from '../faults/arming.ts';
import type { CardName } from '../faults/scenarios.ts';
import type { NonVolatileMemory } from '../store/nonVolatileMemory.ts';

const PREFIX = 'pretend:';

/** localStorage writes before it returns, as a chip does. */
export const localNvm: NonVolatileMemory = {
  read: (name) => localStorage.getItem(PREFIX + name),
  write: (name, json) => localStorage.setItem(PREFIX + name, json),
  clear() {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX)) localStorage.removeItem(name);
    }
  },
};

/** What the page shares with the pretend world: the portal's own parts, so that both run on one clock. */
export interface BrowserHostParts {
  readonly crypto: Crypto;
  readonly random: Random;
  readonly clock: Environment['clock'];
  readonly timers: Environment['timers'];
}

declare global {
  interface Window {
    /** For designers and tests, in builds with the pretend world only. */
    pretendBox?: SimulatedBox;
  }
}

/** Lets the simulated subscriber see what the portal shows. */
export function showToSubscriber({ subscriber }: SimulatedBox, root: Element): void {
  const look = () => {
    const screen = root.getAttribute('data-screen');
    if (screen) subscriber.sees(screen);
  };
  new MutationObserver(look).observe(root, { attributes: true, attributeFilter: ['data-screen'] });
}

/** How the box reaches its reader: `port=webusb`, `reader=MODEL`, `readerfaults=NAME,NAME`, `grant=ask`. */
export const readerFrom = (query: URLSearchParams): ReaderWish => ({
  port: (query.get('port') ?? 'host-object') as ReaderWish['port'],
  model: query.get('reader') ?? '',
  faults: (query.get('readerfaults') ?? '').split(','),
  granted: query.get('grant') === 'ask' ? 'never-yet' : 'policy',
});

const DAEMON_URL = 'ws://127.0.0.1:35980';
export const daemonOf = (port: ReaderWish['port']) =>
  port === 'websocket' ? { readerDaemon: { url: DAEMON_URL, token: DAEMON_TOKEN } } : {};

/** Where the portal looks for them. Behind the daemon the box has no host object at all. */
export function giveReaders({ host, readers }: SimulatedBox, port: ReaderWish['port']): void {
  const { usb, hid, socket } = readers;
  if (port !== 'websocket') window.stbHost = host;
  Object.defineProperty(navigator, 'usb', { value: usb, configurable: true });
  Object.defineProperty(navigator, 'hid', { value: hid, configurable: true });
  if (socket) window.WebSocket = socket as unknown as typeof WebSocket;
}

/** How a day begins beside its scenario: `card=poor`, `balance=1350` (fen), `hand=off`, `faults=...` (see `arming.ts`). */
export function prepare({ wallet, faults }: SimulatedBox, query: URLSearchParams): void {
  const card = query.get('card');
  if (card) wallet.choose(card as CardName);
  const balance = query.get('balance');
  if (balance) wallet.setBalance(wallet.next, Number(balance));
  arm(faults, armingsFrom(query.get('faults') ?? ''));
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
export const forgetJournal = (): Promise<void> => emptyDatabase('portal-journal');

/** A reload must keep what happens from here on. */
export function dropReset(query: URLSearchParams): void {
  query.delete('reset');
  const rest = String(query).replace(/=(?=&|$)/g, '');
  history.replaceState(null, '', rest === '' ? './' : `?${rest}`);
}
