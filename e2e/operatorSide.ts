/** The operator's side in this process, over real HTTP on loopback: the pages of a build, the TSP, one box with its card. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { simulation } from '../mocks/hosts/simulation.ts';
import { type CardDebit, type Facts, gatherFacts, watchDebits } from '../mocks/invariants.ts';
import { memoryPlastic } from '../mocks/plastic.ts';
import { type Scenario, scenarios } from '../mocks/scenarios.ts';
import { memoryStore } from '../mocks/store/memoryStore.ts';
import { createWorld, type World } from '../mocks/world.ts';

/** Answers what neither the TSP nor a file answers, or says no. */
export type Route = (
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<boolean>;

export interface OperatorSide {
  readonly world: World;
  /** With a slash at its end. `localhost`: a secure context without a certificate. */
  readonly origin: string;
  /** What `config.json` says, as text. */
  config: string;
  /** Requests and answers that broke their contract. */
  readonly violations: readonly string[];
  facts(): Promise<Facts>;
  close(): Promise<void>;
}

export interface OperatorSideParts {
  /** The folder of a build. */
  readonly dist: string;
  /** `first-day` otherwise. */
  readonly scenario?: Scenario;
  readonly route?: Route;
  /** What is changed in the page on its way. */
  readonly page?: (html: string) => string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const GALAXY_CABLE = {
  name: { 'zh-CN': '星河有线', en: 'Galaxy Cable' },
  hotline: '96123',
  accent: '#33ccff',
  tspUrl: '/tsp/v1',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** How much quicker than people and plastic the slot is. */
const PACE = 30;

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function passOn(world: World, request: IncomingMessage, response: ServerResponse) {
  const body = await bodyOf(request);
  const headers = request.headers as Record<string, string>;
  const method = request.method ?? 'GET';
  const asked = new Request(`http://${headers.host}${request.url}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
  const answer = await world.network.fetch(asked);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(await answer.text());
}

function realTime() {
  const { environment } = simulation();
  return {
    ...environment,
    clock: { now: () => Date.now() },
    timers: {
      after(delayMs: number, callback: () => void) {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    },
  };
}

export async function startOperatorSide(parts: OperatorSideParts): Promise<OperatorSide> {
  const { dist, route, page = (html) => html, headers = {} } = parts;
  const environment = realTime();
  const store = memoryStore();
  const watched: { plastic: ReturnType<typeof memoryPlastic>; debits: readonly CardDebit[] } =
    watchDebits(memoryPlastic());
  const violations: string[] = [];
  const world = createWorld({
    environment,
    store,
    plastic: watched.plastic,
    scenario: parts.scenario ?? scenarios['first-day']!,
    pace: PACE,
    onViolation: (message) => void violations.push(message),
  });
  await world.tsp.start();

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '/').split('?')[0]!;
    if (path.startsWith('/tsp/v1/')) return passOn(world, request, response);
    if (route && (await route(path, request, response))) return;
    const file = path === '/' ? 'index.html' : path.slice(1);
    const bytes = file === 'config.json' ? side.config : readFileSync(join(dist, file));
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, ...headers });
    response.end(file === 'index.html' ? page(String(bytes)) : bytes);
  };
  const server: Server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(404);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const side: OperatorSide = {
    world,
    origin: `http://localhost:${port}/`,
    config: JSON.stringify(GALAXY_CABLE),
    violations,
    facts: () => gatherFacts(store, environment.crypto, watched.debits),
    close() {
      world.tsp.stop();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return side;
}
