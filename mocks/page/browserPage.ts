/** What all pages with a simulated box share, whether the platform is in the page or on a real host. */
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

/** The portal's parts that the simulated world uses, too, so that both run on one clock. */
export interface BrowserHostParts {
  readonly crypto: Crypto;
  readonly random: Random;
  readonly clock: Environment['clock'];
  readonly timers: Environment['timers'];
}

declare global {
  interface Window {
    /** For designers and tests; only in builds with the simulated world. */
    simulatedBox?: SimulatedBox;
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

/** The reader in an address: `port=webusb`, `reader=MODEL`, `readerfaults=NAME,NAME`, `grant=ask`. */
export const readerFrom = (query: URLSearchParams): ReaderWish => ({
  port: (query.get('port') ?? 'host-object') as ReaderWish['port'],
  model: query.get('reader') ?? '',
  faults: (query.get('readerfaults') ?? '').split(','),
  granted: query.get('grant') === 'ask' ? 'never-yet' : 'policy',
});

const DAEMON_URL = 'ws://127.0.0.1:35980';
export const daemonOf = (port: ReaderWish['port']) =>
  port === 'websocket' ? { readerDaemon: { url: DAEMON_URL, token: DAEMON_TOKEN } } : {};

/** Puts host object and readers where the portal looks for them. With the daemon there is no host object. */
export function giveReaders({ host, readers }: SimulatedBox, port: ReaderWish['port']): void {
  const { usb, hid, socket } = readers;
  if (port !== 'websocket') window.stbHost = host;
  Object.defineProperty(navigator, 'usb', { value: usb, configurable: true });
  Object.defineProperty(navigator, 'hid', { value: hid, configurable: true });
  if (socket) window.WebSocket = socket as unknown as typeof WebSocket;
}

/** Applies the address to a new day: `card=poor`, `balance=1350` (fen), `faults=...` (see `arming.ts`). */
export function prepare({ wallet, faults }: SimulatedBox, query: URLSearchParams): void {
  const card = query.get('card');
  if (card) wallet.choose(card as CardName);
  const balance = query.get('balance');
  if (balance) wallet.setBalance(wallet.next, Number(balance));
  arm(faults, armingsFrom(query.get('faults') ?? ''));
}

/** Empties a database. Deleting it would wait for other tabs that have it open, and block the next opening. */
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

/** Empties the portal's journal, which belongs to the world in which it was written. */
export const forgetJournal = (): Promise<void> => emptyDatabase('portal-journal');

/** Removes `reset` from the address, so that a reload keeps the new day. */
export function dropReset(query: URLSearchParams): void {
  query.delete('reset');
  const rest = String(query).replace(/=(?=&|$)/g, '');
  history.replaceState(null, '', (rest === '' ? './' : `?${rest}`) + location.hash);
}
