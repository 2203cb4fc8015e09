/** The operator's side in a process of its own, for load: state on disk, the TSP over HTTP, orders by IPC. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../../src/shared/log.ts';
import { householdsSeed } from '../boss/households.ts';
import { CITY_CABLE } from '../card/issuers.ts';
import { useDesCipher } from '../crypto/des.ts';
import { opensslDes } from '../crypto/opensslDes.ts';
import type { Fetch } from '../environment.ts';
import { createHeadend } from '../headend.ts';
import { memoryPlastic } from '../plastic.ts';
import { poolOf } from '../psam/pools.ts';
import { diskStore } from '../store/diskStore.ts';
import { pretendLimits } from '../tsp/limits.ts';
import type { HostAnswer, HostOrder, Waiting } from './hostProcess.ts';
import { nodeEnvironment } from './nodeEnvironment.ts';

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return text;
}

async function passOn(fetch: Fetch, request: IncomingMessage, response: ServerResponse) {
  const text = await textOf(request);
  const headers = request.headers as Record<string, string>;
  const { method = 'GET', url } = request;
  const body = method === 'GET' ? {} : { body: text };
  const answer = await fetch(new Request(`http://host${url}`, { method, headers, ...body }));
  const answered = Buffer.from(await answer.arrayBuffer());
  const length = { 'Content-Length': answered.length };
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...length });
  response.end(answered);
}

/** Every kind of line once: under load the same refusal comes a thousand times, each with a number of its own. */
function onceEach(): Log {
  const said = new Set<string>();
  return (area, message) => {
    const kind = `[${area}] ${message.replace(/^[0-9A-Z]{3}-[0-9A-Z]{4} /, '')}`;
    if (said.has(kind)) return;
    said.add(kind);
    process.stderr.write(`${kind}\n`);
  };
}

async function main(directory: string, boxes: number, psams: number): Promise<void> {
  useDesCipher(opensslDes);
  const environment = nodeEnvironment(onceEach());
  const store = diskStore(directory);
  const headend = createHeadend({
    environment,
    store,
    plastic: memoryPlastic(),
    seed: householdsSeed(boxes),
    limits: pretendLimits,
    psams: poolOf(CITY_CABLE, '010020000001', psams),
  });
  await headend.tsp.start();
  const server = createServer((request, response) => {
    passOn(headend.doors.tsp, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const say = (answer: HostAnswer) => process.send!(answer);
  const waiting = (): Promise<Waiting> =>
    store.room('tsp').transaction(async (tx) => ({
      outbox: (await tx.list('outbox/')).length,
      attempts: (await tx.list('due/attempt/')).length,
    }));
  const obey: Record<HostOrder['order'], (asked: HostOrder) => Promise<unknown>> = {
    usage: async () => ({
      ...process.cpuUsage(),
      rss: process.memoryUsage().rss,
      maxRss: process.resourceUsage().maxRSS * 1024,
    }),
    waiting,
    upload: async ({ date = '' }) => {
      const sent = await headend.tsp.uploadDay(date);
      return sent.ok ? sent.value.map(({ accepted, rejected }) => ({ accepted, rejected })) : null;
    },
    counters: async () => headend.tsp.counters(),
    stop: async () => {
      headend.tsp.stop();
      server.closeAllConnections();
      server.close();
      await store.close();
    },
  };
  process.on('message', (asked: HostOrder) => {
    obey[asked.order](asked)
      .then(
        (value) => say({ number: asked.number, value }),
        (error: unknown) => say({ number: asked.number, error: String(error) }),
      )
      .then(() => {
        if (asked.order === 'stop') process.disconnect();
      });
  });
  const { port } = server.address() as AddressInfo;
  say({ number: 0, value: port });
}

const [directory, boxes, psams] = process.argv.slice(2);
await main(directory!, Number(boxes), Number(psams));
