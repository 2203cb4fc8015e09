/**
 * A reader daemon behind a WebSocket (docs/integrate/host-bridge.md), in the shape of a host object: says hello, comes
 * back when the socket dies, and tells for every request that was under way that its outcome is unknown.
 */
import type { Log } from '../../shared/log.ts';
import { longerPause, type Timers } from '../../shared/time.ts';
import type { ProviderStatus } from '../cardReader.ts';
import type { HostObject } from '../hostObject/hostLink.ts';
import {
  type HostRequest,
  MAX_MESSAGE_CHARS,
  PROTOCOL_VERSION,
  parseHostMessage,
} from '../hostObject/hostMessages.ts';

/** The part of a WebSocket that is used. */
export interface SocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number }) => void) | null;
  /** Says no more than the close that follows; but Node's sockets throw when nobody listens. */
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface SocketParts {
  readonly WebSocket: new (url: string) => SocketLike;
  readonly timers: Timers;
  readonly log: Log;
}

export interface SocketHost extends HostObject {
  /** Resolves when the first try has come to an end, one way or the other. */
  readonly tried: Promise<void>;
  /** `blocked-by-policy`: the daemon does not take this page's token, or the browser lets no socket out. */
  status(): ProviderStatus;
  /** Closes for good. */
  close(): void;
}

const HELLO_MS = 5_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** The daemon's close code for a token it does not know. */
export const REFUSED = 4401;

/**
 * What is asked during the first try waits for its end, except commands to a card: they may not be wanted any more by
 * then. Later, while no daemon is there, `postMessage` throws: the request was not sent.
 */
export function socketHost(
  url: string,
  token: string,
  { WebSocket, timers, log }: SocketParts,
): SocketHost {
  /** The socket that was welcomed. */
  let up: SocketLike | null = null;
  let trying: (() => void) | null = null;
  let status: ProviderStatus = 'unsupported';
  let waitMs = FIRST_WAIT_MS;
  let isOver = false;
  /** Until the first try has come to an end. */
  let early: string[] | null = [];
  const asked = new Set<number>();
  const readers = new Set<string>();
  let endFirstTry = (): void => {};
  const tried = new Promise<void>((resolve) => {
    endFirstTry = resolve;
  });

  const tell = (message: object): void => {
    if (host.onmessage) host.onmessage({ data: JSON.stringify(message) });
  };
  const drop = (why: string): void => log('socket', `dropped a message: ${why}`);

  function endFirst(): void {
    const waiting = early || [];
    early = null;
    for (const json of waiting) {
      if (up) host.postMessage(json);
      else
        tell({
          id: (JSON.parse(json) as HostRequest).id,
          error: { code: 'NO_SERVICE', outcome: 'not-sent' },
        });
    }
    endFirstTry();
  }

  function loseAll(): void {
    const lost = Array.from(asked);
    const gone = Array.from(readers);
    asked.clear();
    readers.clear();
    for (const id of lost) tell({ id, error: { code: 'NO_SERVICE', outcome: 'unknown' } });
    for (const reader of gone) tell({ event: 'reader-removed', reader });
  }

  function hear(data: string) {
    const parsed = parseHostMessage(data);
    if (!parsed.ok) return drop(parsed.error);
    const message = parsed.value;
    if (message.kind === 'readers') {
      if (message.change === 'reader-added') readers.add(message.reader);
      else readers.delete(message.reader);
    } else if (message.kind !== 'state' && !asked.delete(message.id)) {
      return drop(`answer to ${message.id}`);
    }
    if (host.onmessage) host.onmessage({ data });
  }

  function connect(): void {
    let socket: SocketLike | null = null;
    /** Once: the socket closed, never opened, said nothing sensible, or could not be made. */
    const leave = (next: ProviderStatus, why: string): void => {
      if (trying !== abandon) return;
      trying = null;
      up = null;
      cancel();
      status = next;
      log('socket', why);
      if (socket) {
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
      }
      loseAll();
      endFirst();
      if (isOver) return;
      timers.after(waitMs, () => {
        if (!isOver) connect();
      });
      waitMs = longerPause(waitMs, LONGEST_WAIT_MS);
    };
    const abandon = (): void => leave('unsupported', 'closed by the page');
    trying = abandon;
    const cancel = timers.after(HELLO_MS, () => leave('unsupported', 'no welcome in time'));

    const welcome = (mine: SocketLike, data: string) => {
      const parsed = parseHostMessage(data);
      if (!parsed.ok || !('id' in parsed.value) || parsed.value.id !== 0) {
        return drop('not a welcome');
      }
      const { value } = parsed;
      if (value.kind !== 'result' || value.result.version !== PROTOCOL_VERSION) {
        return leave('unsupported', 'not welcome');
      }
      cancel();
      up = mine;
      status = 'available';
      waitMs = FIRST_WAIT_MS;
      log('socket', 'the reader daemon is there');
      endFirst();
    };

    try {
      const mine = new WebSocket(url);
      socket = mine;
      mine.onerror = () => {};
      mine.onopen = () => {
        mine.send(JSON.stringify({ id: 0, method: 'hello', version: PROTOCOL_VERSION, token }));
      };
      mine.onmessage = ({ data }) => {
        if (typeof data !== 'string') drop('not text');
        else if (data.length > MAX_MESSAGE_CHARS) drop(`${data.length} characters`);
        else if (up) hear(data);
        else welcome(mine, data);
      };
      mine.onclose = ({ code }) => {
        leave(code === REFUSED ? 'blocked-by-policy' : 'unsupported', `closed, ${code}`);
      };
    } catch (cause) {
      leave('blocked-by-policy', String(cause));
    }
  }

  const host: SocketHost = {
    onmessage: null,
    tried,
    status: () => status,
    postMessage(json) {
      const { id, method } = JSON.parse(json) as HostRequest;
      if (up) {
        asked.add(id);
        up.send(json);
      } else if (early && method !== 'transmit') early.push(json);
      else throw new Error('no reader daemon');
    },
    close() {
      isOver = true;
      if (trying) trying();
    },
  };
  connect();
  return host;
}
