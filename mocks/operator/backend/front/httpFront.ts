/**
 * One port of the host: Node's HTTP server in front of a `fetch`. Requests are limited in time and size, every answer
 * has the same headers, and errors are problems, never stack traces.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../../../src/shared/log.ts';
import { problemResponse } from '../../../contract/contractServer.ts';
import type { Fetch } from '../../../environment/environment.ts';
import { BOX_ADDRESS, boxAddress } from './boxAddress.ts';

export interface FrontParts {
  /** For the log. */
  readonly name: string;
  /** 0: any free port. */
  readonly port: number;
  readonly bind: string;
  /** A rejection cuts the connection, which the caller sees as a lost connection. */
  readonly fetch: Fetch;
  readonly bodyBytes: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Addresses whose `X-Forwarded-For` is believed. */
  readonly proxies?: readonly string[];
  readonly requestMs?: number;
  readonly log: Log;
}

export interface Front {
  readonly port: number;
  /** Takes no new connection. Resolves when all requests are answered, or after `withinMs`. */
  close(withinMs: number): Promise<void>;
}

const HEADERS_MS = 10_000;
const REQUEST_MS = 20_000;
const KEEP_ALIVE_MS = 65_000;
const MAX_HEADERS = 60;
const MAX_HEADER_BYTES = 16_384;

class TooLong extends Error {}

async function bodyOf(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw new TooLong();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new TooLong();
    chunks.push(chunk);
  }
  return size === 0 ? undefined : Buffer.concat(chunks, size);
}

function headersOf(request: IncomingMessage, proxies: readonly string[]): Headers {
  const headers = new Headers();
  const { rawHeaders } = request;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at]!, rawHeaders[at + 1]!);
  }
  headers.delete(BOX_ADDRESS);
  const address = boxAddress(request, proxies);
  if (address !== undefined) headers.set(BOX_ADDRESS, address);
  return headers;
}

export const problem = (status: number, code: string, detail: string): Response =>
  problemResponse({ status, code, detail } as Parameters<typeof problemResponse>[0]);

const ANY_HOST = 'http://host.invalid';

/**
 * Path and query of a request target, or `null`. `//x/y` is no host name, and what the URL parser would change (`..`, `\`)
 * has passed a proxy's rules as another path.
 */
function pathOf({ url: target = '', headers: { host } }: IncomingMessage): string | null {
  // A whole address is allowed (RFC 9112, 3.2.2), but only of the host that is asked.
  const own = `http://${host}`;
  const path =
    host !== undefined && target.startsWith(`${own}/`) ? target.slice(own.length) : target;
  if (!path.startsWith('/') || path.startsWith('//')) return null;
  return new URL(ANY_HOST + path).pathname === path.split('?')[0] ? path : null;
}

async function asked(
  request: IncomingMessage,
  { bodyBytes, proxies = [] }: FrontParts,
): Promise<Request | Response> {
  const method = request.method ?? 'GET';
  if (!/^(GET|HEAD|POST|PUT|DELETE|OPTIONS)$/.test(method)) {
    return problem(405, 'request.not_found', 'no such method');
  }
  const path = pathOf(request);
  if (path === null)
    return problem(400, 'request.invalid', 'not a request for a path of this host');
  try {
    const body = await bodyOf(request, bodyBytes);
    const headers = headersOf(request, proxies);
    const carries = body !== undefined && method !== 'GET' && method !== 'HEAD';
    return new Request(ANY_HOST + path, {
      method,
      headers,
      ...(carries ? { body: new Uint8Array(body) } : {}),
    });
  } catch (cause) {
    return cause instanceof TooLong
      ? problem(413, 'request.invalid', `the body is longer than ${bodyBytes} bytes`)
      : problem(400, 'request.invalid', 'not a request');
  }
}

async function send(
  answer: Response,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const bytes = answer.body === null ? null : Buffer.from(await answer.arrayBuffer());
  if (!request.complete) response.setHeader('Connection', 'close');
  const all = new Headers(headers);
  for (const [header, value] of answer.headers) all.set(header, value);
  if (answer.status !== 204) all.set('Content-Length', String(bytes?.length ?? 0));
  response.writeHead(answer.status, Object.fromEntries(all));
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function listenFault({ name, port, bind }: FrontParts, code: string | undefined): string {
  const where = `ports.${name}: ${port} on ${bind}`;
  const other = 'choose another (0: any free port)';
  if (code === 'EADDRINUSE') {
    return `${where} is already in use; end the program that uses it, or ${other}`;
  }
  if (code === 'EACCES') return `${where} is not for this user (EACCES); ${other}`;
  const field = name === 'portal' ? 'bind.portal' : 'bind.operator';
  return `${field}: ${bind} is not an address of this machine (${code}); write one that it has, like 127.0.0.1`;
}

/** @throws Error, which names the port and what to do, when the port is not available. */
export async function startFront(parts: FrontParts): Promise<Front> {
  const { name, fetch, headers, log } = parts;

  let isClosing = false;
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const made = await asked(request, parts);
    const answer = made instanceof Response ? made : await fetch(made);
    // A connection kept alive would keep the port open.
    if (isClosing) response.setHeader('Connection', 'close');
    await send(answer, request, response, headers);
  }

  const server: Server = createServer(
    {
      requestTimeout: parts.requestMs ?? REQUEST_MS,
      headersTimeout: HEADERS_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      noDelay: true,
    },
    (request, response) => {
      serve(request, response).catch((cause: unknown) => {
        log(name, `no answer: ${cause instanceof Error ? cause.message : 'not an error'}`);
        response.destroy();
      });
    },
  );
  server.maxHeadersCount = MAX_HEADERS;
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(listenFault(parts, error.code)));
    });
    server.listen(parts.port, parts.bind, resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    close: (withinMs) =>
      new Promise((resolve) => {
        isClosing = true;
        const cut = setTimeout(() => server.closeAllConnections(), withinMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
