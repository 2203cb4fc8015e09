import {
  createServer as createHttpServer,
  request as httpRequest,
  type RequestListener,
} from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fail, ok } from '../../../../src/shared/result.ts';
import { BadArguments } from '../config/backendArguments.ts';
import type { DayReport } from '../day/dayReport.ts';
import { adminDoor } from './adminDoor.ts';
import { startFront } from './httpFront.ts';
import { provenHost } from './provenHost.ts';

const TOKEN = 'ab'.repeat(24);
const report = { date: '20261123' } as DayReport;
const STATE = '64768:1311';
const DOOR = {
  token: TOKEN,
  stateId: STATE,
  state: () => null,
  dateAsked: (text: string) =>
    text === '20261123'
      ? ok(text)
      : fail({ code: 'day.not_over' as const, wrong: `${text} is not over` }),
};
const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closings.splice(0).map((close) => close()));
});

/** The admin port of a host of this process. */
async function adminPort(settle: (date: string) => Promise<DayReport>): Promise<number> {
  const front = await startFront({
    ...{ name: 'admin', port: 0, bind: '127.0.0.1', bodyBytes: 10, headers: {}, log: () => {} },
    fetch: adminDoor({ ...DOOR, port: () => front.port, settle }),
  });
  closings.push(() => front.close(0));
  return front.port;
}

/** What the program knows that asks: the host as its `host.json` names it, and its own state. */
const named = (port: number, change: Partial<Parameters<typeof provenHost>[0]> = {}) => ({
  ...{ pid: process.pid, adminPort: port, token: TOKEN, stateId: STATE },
  ...change,
});

/** A program that is no host: everything it heard, and the port it listens on. */
async function stranger(server: Server) {
  const sockets: Socket[] = [];
  let heard = '';
  server.on('connection', (socket: Socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      heard += String(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closings.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return { heard: () => heard, port: (server.address() as AddressInfo).port };
}

test('the host of host.json proves itself and is asked', async () => {
  const dates: string[] = [];
  const port = await adminPort(async (date) => {
    dates.push(date);
    return report;
  });
  const host = await provenHost(named(port));
  expect(await host!.ask('POST', 'settle?date=20261123')).toEqual(report);
  expect(await host!.ask('GET', 'progress')).toBeNull();
  expect(dates).toEqual(['20261123']);
});

test('a day that the host refuses is a wrong argument, in its own words', async () => {
  const port = await adminPort(async () => report);
  const host = await provenHost(named(port));
  const refused = host!.ask('POST', 'settle?date=20261124');
  await expect(refused).rejects.toThrow(new BadArguments('--date: 20261124 is not over'));
});

test.each([
  ['process', { pid: process.pid + 1 }],
  ['token', { token: 'cd'.repeat(24) }],
  ['state', { stateId: '64768:1312' }],
])('a host with another %s is not the one of host.json', async (_, other) => {
  const port = await adminPort(async () => report);
  expect(await provenHost(named(port, other))).toBeNull();
});

test('nobody listens: there is no host', async () => {
  const { port } = await stranger(createServer());
  await closings.pop()!();
  expect(await provenHost(named(port, { pid: 1 }))).toBeNull();
});

const http = (listener: RequestListener) => () => createHttpServer(listener);
const says = (status: number, text: string, headers = {}) =>
  http((_, response) => void response.writeHead(status, headers).end(text));

const SWITCHES = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';

test.each<[does: string, start: () => Server]>([
  ['answers with a page', says(200, '<html>hi')],
  ['answers {}', says(200, '{}')],
  ['answers null', says(200, 'null')],
  ['answers a list', says(200, '[1]')],
  ['answers a proof that is no text', says(200, '{"proof":5}')],
  ['answers another proof', says(200, `{"proof":"${'0'.repeat(64)}"}`)],
  ['answers without end', says(200, `{"proof":"${'0'.repeat(10_000)}"}`)],
  ['answers 401', says(401, '{}')],
  ['answers 404', says(404, '')],
  ['answers 500', says(500, '')],
  ['sends elsewhere', says(302, '', { Location: 'http://127.0.0.1:1/' })],
  ['cuts the answer', http((_, response) => response.write('{', () => response.destroy()))],
  ['switches to another protocol', () => createServer((socket) => socket.end(SWITCHES))],
  ['switches, and stays', () => createServer((socket) => socket.write(SWITCHES))],
  ['speaks FTP', () => createServer((socket) => socket.write('220 ftp\r\n'))],
  ['hangs up', () => createServer((socket) => socket.destroy())],
  ['says nothing', () => createServer()],
  ['stops after a byte', http((_, response) => void response.write('{'))],
])('a stranger on the port that %s is no host, and never sees the token', async (_, start) => {
  const { heard, port } = await stranger(start());
  expect(await provenHost(named(port), 500)).toBeNull();
  expect(heard()).not.toContain(TOKEN);
  expect(heard()).not.toMatch(/authorization/i);
});

test('a program that hands the challenge on to the host is not the host', async () => {
  const port = await adminPort(async () => report);
  const relay = await stranger(
    createHttpServer(({ url, method }, response) => {
      const asked = httpRequest({ host: '127.0.0.1', port, path: url, method }, (answer) => {
        response.writeHead(answer.statusCode!);
        answer.pipe(response);
      });
      asked.end();
    }),
  );
  expect(await provenHost(named(port))).not.toBeNull();
  expect(await provenHost(named(relay.port))).toBeNull();
  expect(relay.heard()).toContain('challenge');
  expect(relay.heard()).not.toContain(TOKEN);
});

test.each([
  ['answers 500', async () => new Response('', { status: 500 }), 'the host answered 500'],
  ['answers no JSON', async () => new Response('{"da'), 'what is not JSON'],
  [
    'cuts the wire',
    async () => {
      throw new Error('cut');
    },
    'the host ended in the middle (ECONNRESET); settle again',
  ],
])('a proven host that %s has not said that it settled', async (_, settle, sentence) => {
  const door = adminDoor({ ...DOOR, port: () => front.port, settle: async () => report });
  const front: Awaited<ReturnType<typeof startFront>> = await startFront({
    ...{ name: 'admin', port: 0, bind: '127.0.0.1', bodyBytes: 10, headers: {}, log: () => {} },
    fetch: async (request) => (request.method === 'POST' ? settle() : door(request)),
  });
  closings.push(() => front.close(0));
  const host = await provenHost(named(front.port));
  await expect(host!.ask('POST', 'settle?date=20261123')).rejects.toThrow(sentence);
});

test.each(['', 'ab', 'g'.repeat(64), `${'0'.repeat(64)}\n`])(
  'a challenge like %j is refused, and nothing else is told without the token',
  async (challenge) => {
    const door = adminDoor({ ...DOOR, port: () => 1, settle: async () => report });
    const ask = (path: string, init = {}) =>
      door(new Request(`http://host.invalid/admin/v1/${path}`, init));
    const wanted = encodeURIComponent(challenge);
    expect((await ask(`proof?challenge=${wanted}`)).status).toBe(400);
    expect((await ask('progress')).status).toBe(401);
    expect((await ask('settle?date=20261123', { method: 'POST' })).status).toBe(401);
  },
);
