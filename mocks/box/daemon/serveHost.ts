/**
 * Serves a host object on a WebSocket (docs/integrate/host-bridge.md, "The daemon"): loopback only, known origins, a token,
 * one page at a time. The host sees ids of this module, so that a late answer never reaches the next page.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import {
  MAX_MESSAGE_CHARS,
  PROTOCOL_VERSION,
} from '../../../src/reader/hostObject/hostMessages.ts';
import type { Log } from '../../../src/shared/log.ts';
import type { Clock, Timers } from '../../../src/shared/time.ts';
import type { DaemonHost } from './daemonHost.ts';
import { rateLimit } from './rateLimit.ts';

interface ServeParts {
  readonly host: DaemonHost;
  /** 0: any free port. */
  readonly port: number;
  readonly origins: readonly string[];
  readonly token: string;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Served {
  readonly port: number;
  close(): Promise<void>;
}

export const CLOSE = { badHello: 4400, badToken: 4401, busy: 4409, tooMany: 1008 } as const;
const WHY: Readonly<Record<number, string>> = {
  [CLOSE.badHello]: 'no hello of version 1 came in time; is it a portal?',
  [CLOSE.badToken]: 'its token is another one; config.json must carry the token of this daemon',
  [CLOSE.busy]: 'another page is served; close one of the two',
  [CLOSE.tooMany]: 'it sends too many messages a second; is it a portal?',
};
const HELLO_MS = 3_000;
/** How long a page may take to answer the close. */
const CLOSE_MS = 1_000;
const HEARTBEAT_MS = 10_000;
/** The most connections that may be waiting for their hello. */
const MAX_STRANGERS = 4;
const PER_SECOND = 50;

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Checks the first message; answers the code to close with, or null. Digests hide the token's length from timing. */
function helloFault(text: string, token: string): number | null {
  let hello: Record<string, unknown> | null = null;
  try {
    hello = JSON.parse(text) as Record<string, unknown> | null;
  } catch {
    // Treated as a missing hello.
  }
  if (hello?.id !== 0 || hello.method !== 'hello' || hello.version !== PROTOCOL_VERSION) {
    return CLOSE.badHello;
  }
  const given = typeof hello.token === 'string' ? hello.token : '';
  return timingSafeEqual(digest(given), digest(token)) ? null : CLOSE.badToken;
}

export async function serveHost(parts: ServeParts): Promise<Served> {
  const { host, port, origins, token, timers, clock, log } = parts;
  /** The admitted page. */
  let page: WebSocket | null = null;
  let strangers = 0;
  let lastId = 0;
  const asked = new Map<number, { readonly by: WebSocket; readonly id: number }>();

  host.onmessage = ({ data }) => {
    if (page === null) return;
    const message = JSON.parse(data as string) as { id?: number };
    if (message.id === undefined) return page.send(data as string);
    const asking = asked.get(message.id);
    asked.delete(message.id);
    if (asking?.by === page) page.send(JSON.stringify({ ...message, id: asking.id }));
  };

  function pass(text: string, from: WebSocket) {
    let request: { id?: unknown };
    try {
      request = { ...(JSON.parse(text) as object) };
    } catch {
      return log('wire', 'dropped a message: not JSON');
    }
    if (!Number.isSafeInteger(request.id) || (request.id as number) < 1) {
      return log('wire', 'dropped a message: "id"');
    }
    const id = ++lastId;
    asked.set(id, { by: from, id: request.id as number });
    host.postMessage(JSON.stringify({ ...request, id }));
  }

  /** Closes a page that stops answering, which would keep all others out. */
  function keepAlive(socket: WebSocket): () => void {
    let isAlive = true;
    socket.on('pong', () => {
      isAlive = true;
    });
    let cancel = (): void => {};
    const beat = () => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
      cancel = timers.after(HEARTBEAT_MS, beat);
    };
    cancel = timers.after(HEARTBEAT_MS, beat);
    return () => cancel();
  }

  function welcome(socket: WebSocket): void {
    page = socket;
    log('wire', 'a page has come');
    const stopBeating = keepAlive(socket);
    socket.on('close', (code) => {
      stopBeating();
      page = null;
      log('wire', `the page has gone, ${code}`);
      host.leave().catch((cause: unknown) => log('wire', `power off: ${String(cause)}`));
    });
    socket.send(JSON.stringify({ id: 0, result: { version: PROTOCOL_VERSION } }));
    host.arrive();
  }

  function meet(socket: WebSocket): void {
    strangers++;
    const mayTake = rateLimit(clock, PER_SECOND, PER_SECOND);
    let isKnown = false;
    const notAStranger = () => {
      cancel();
      if (!isKnown) strangers--;
      isKnown = true;
    };
    const refuse = (code: number) => {
      notAStranger();
      log('wire', `refused a page, ${code}: ${WHY[code]}`);
      socket.close(code);
      // One that does not answer the close would stay for half a minute.
      const giveUp = timers.after(CLOSE_MS, () => socket.terminate());
      socket.once('close', giveUp);
    };
    const cancel = timers.after(HELLO_MS, () => refuse(CLOSE.badHello));
    socket.on('error', (error) => log('wire', error.message));
    socket.on('close', notAStranger);
    socket.on('message', (data: RawData, isBinary: boolean) => {
      if (socket.readyState !== socket.OPEN) return;
      if (!mayTake()) return refuse(CLOSE.tooMany);
      if (isBinary) return log('wire', 'dropped a message: not text');
      const text = String(data);
      if (isKnown) return pass(text, socket);
      const fault = helloFault(text, token) ?? (page === null ? null : CLOSE.busy);
      if (fault !== null) return refuse(fault);
      notAStranger();
      welcome(socket);
    });
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_CHARS,
    perMessageDeflate: false,
  });
  const server = createServer((_request, response) => {
    response.writeHead(426, { 'Content-Type': 'text/plain' }).end('A WebSocket is spoken here.\n');
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => {});
    const { origin = '' } = request.headers;
    const isWelcome = origins.includes(origin);
    if (!isWelcome || strangers >= MAX_STRANGERS) {
      const stranger = `refused origin "${origin.slice(0, 100)}"; --origins names those that may come`;
      log('wire', isWelcome ? 'refused a page: too many are at the door' : stranger);
      const status = isWelcome ? '503 Service Unavailable' : '403 Forbidden';
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, meet);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      const why = code === 'EADDRINUSE' ? 'is already in use' : `is not available: ${code}`;
      reject(
        new Error(
          `port: ${port} on 127.0.0.1 ${why}; end the program that uses it, or choose another (0: any free port)`,
        ),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
