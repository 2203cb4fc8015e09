import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'basic-ftp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sealText } from '../seal.ts';
import { bytesOf } from '../settlement.fixture.ts';
import type { FileSeal } from '../settlementTypes.ts';
import { type Cut, type CutWire, cutWire } from './ftpCut.fixture.ts';
import { ftpExchange } from './ftpExchange.ts';
import { ftpServer, type RunningFtpServer } from './ftpServer.ts';
import { FtpFailure } from './ftpSession.ts';

const account = { user: 'settle', password: 'secret', host: '127.0.0.1' };
const NAME = 'PPA00001052026112301.txt';
const TEXT = 'x'.repeat(1_000_000);
const SEAL: FileSeal = { size: TEXT.length, sha256: 'AB'.repeat(32), count: 1, totalFen: 1 };

const around = mkdtempSync(join(tmpdir(), 'ftp-test-'));
const root = join(around, 'root');
let server: RunningFtpServer;
let wire: CutWire;

beforeAll(async () => {
  server = await ftpServer({ root, ...account });
  wire = await cutWire(server.port);
});
afterAll(async () => {
  wire.close();
  await server.close();
  rmSync(around, { recursive: true });
});
beforeEach(() => {
  rmSync(join(root, 'ppp'), { recursive: true, force: true });
  wire.cuts = [];
  wire.commands.length = 0;
});

const overWire = (tries: number) =>
  ftpExchange({ ...account, port: wire.port, tries, pauseMs: 1, timeoutMs: 5_000 });

async function* text(content = TEXT) {
  for (let at = 0; at < content.length; at += 65_536)
    yield new TextEncoder().encode(content.slice(at, at + 65_536));
}

const write = (tries: number) => overWire(tries).write('ppp/in', NAME, text(), () => SEAL);
const there = () =>
  existsSync(join(root, 'ppp/in')) ? readdirSync(join(root, 'ppp/in')).sort() : [];

const cuts: [string, Cut, string[]][] = [
  ['before the upload', { before: /^STOR .*tmp$/ }, []],
  ['in the middle of the upload', { afterBytes: 500_000 }, [`${NAME}.tmp`]],
  ['before the rename', { before: /^RNTO/ }, [`${NAME}.tmp`]],
  ['between rename and .ok', { before: /^STOR .*ok$/ }, [NAME]],
];

test.each(cuts)(
  'a write cut %s leaves no ready file, and the same write again finishes it',
  async (_, cut, left) => {
    // A kept connection that breaks does not count as a try, so the new connection is cut too.
    wire.cuts = [cut, cut];
    await expect(write(1)).rejects.toThrow(FtpFailure);
    expect(there()).toEqual(left);
    wire.cuts = [];
    expect(await overWire(1).list('ppp/in')).toEqual([]);
    await write(1);
    expect(there()).toEqual([NAME, `${NAME}.ok`]);
    expect(readFileSync(join(root, 'ppp/in', NAME), 'utf8')).toBe(TEXT);
    expect(readFileSync(join(root, 'ppp/in', `${NAME}.ok`), 'utf8')).toBe(sealText(SEAL));
  },
);

const lostAnswer: [string, Cut, string[]] = [
  'after the rename, its answer lost',
  { answerOf: /^RNTO/ },
  [],
];

test.each([...cuts, lostAnswer])(
  'a write cut %s is finished by its own second try, without an error',
  async (_, cut) => {
    wire.cuts = [cut];
    await write(2);
    expect(wire.cuts).toEqual([]);
    expect(there()).toEqual([NAME, `${NAME}.ok`]);
    expect(readFileSync(join(root, 'ppp/in', NAME), 'utf8')).toBe(TEXT);
  },
);

test('the .ok of an older file is removed before the newer file takes its place', async () => {
  await write(1);
  wire.cuts = [{ before: /^RNTO/ }, { before: /^RNTO/ }];
  await expect(write(1)).rejects.toThrow(FtpFailure);
  expect(there()).toEqual([NAME, `${NAME}.tmp`]);
});

test('the .ok is written last', async () => {
  await write(1);
  const order = wire.commands.filter((command) => /^(STOR|RNFR|RNTO)/.test(command));
  expect(order).toEqual([
    `STOR ppp/in/${NAME}.tmp`,
    `RNFR ppp/in/${NAME}.tmp`,
    `RNTO ppp/in/${NAME}`,
    `STOR ppp/in/${NAME}.ok`,
  ]);
});

test.each<[string, Cut]>([
  ['before it begins', { before: /^RETR/ }],
  ['in its middle', { afterBytesDown: 400_000 }],
])('a download that is cut %s goes on where it was', async (_, cut) => {
  await write(1);
  wire.cuts = [cut];
  expect(String(await bytesOf(overWire(2).read('ppp/in', NAME)))).toBe(TEXT);
  expect(wire.cuts).toEqual([]);
});

test('a half-finished download does not start from the beginning', async () => {
  await write(1);
  wire.cuts = [{ afterBytesDown: 400_000 }];
  await bytesOf(overWire(2).read('ppp/in', NAME));
  expect(wire.commands.filter((command) => /^REST [1-9]/.test(command))).toHaveLength(1);
});

test('an unreachable server is named after its tries, without the password', async () => {
  const dead = ftpExchange({ ...account, port: 1, tries: 2, pauseMs: 1 });
  const failure = await dead.list('ppp/in').then(String, String);
  expect(failure).toContain('ftp://127.0.0.1:1 list ppp/in failed after 2 tries');
  expect(failure).not.toContain(account.password);
});

test('a wrong password is reported at once', async () => {
  const locked = ftpExchange({ ...account, password: 'guess', port: server.port, tries: 5 });
  await expect(locked.list('ppp/in')).rejects.toThrow(/after 1 try: 530/);
});

test.each(['../outside.txt', '/../outside.txt', 'a/../../outside.txt', '..\\outside.txt'])(
  'the path %s does not lead out of the directory',
  async (path) => {
    writeFileSync(join(around, 'outside.txt'), 'not yours');
    const client = new Client();
    try {
      await client.access({ ...account, port: server.port });
      await expect(client.downloadTo(join(around, 'stolen'), path)).rejects.toThrow(/ENOENT/);
      await client.uploadFrom(writeMark(), path).catch(() => undefined);
      expect(readFileSync(join(around, 'outside.txt'), 'utf8')).toBe('not yours');
      await client.remove(path).catch(() => undefined);
      expect(existsSync(join(around, 'outside.txt'))).toBe(true);
    } finally {
      client.close();
      rmSync(join(around, 'stolen'), { force: true });
    }
  },
);

function writeMark(): string {
  const path = join(around, 'mark');
  writeFileSync(path, 'mine');
  return path;
}

test('the server leaves the signals of the process to the program', async () => {
  const before = process.listenerCount('SIGTERM');
  const second = await ftpServer({ root: join(around, 'second'), ...account });
  expect(process.listenerCount('SIGTERM')).toBe(before);
  await second.close();
});
