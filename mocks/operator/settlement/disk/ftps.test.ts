import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesOf } from '../settlement.fixture.ts';
import { ftpExchange } from './ftpExchange.ts';
import { ftpServer, type RunningFtpServer } from './ftpServer.ts';
import { certificate } from './ftpsCertificate.fixture.ts';

const account = { user: 'settle', password: 'secret' };
const directory = mkdtempSync(join(tmpdir(), 'ftps-test-'));
let server: RunningFtpServer;

beforeAll(async () => {
  server = await ftpServer({ root: join(directory, 'root'), ...account, tls: certificate });
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

const NAME = 'DZ010520261123.txt';
const seal = { size: 5, sha256: 'AB'.repeat(32), count: 0, totalFen: 0 };

async function* text() {
  yield new TextEncoder().encode('hello');
}

const overTls = (ca?: string) =>
  ftpExchange({
    ...account,
    host: server.host,
    port: server.port,
    secure: true,
    ...(ca ? { tls: { ca } } : {}),
    tries: 1,
  });

test('over TLS a file is written and read as without TLS', async () => {
  const exchange = overTls(certificate.cert);
  await exchange.write('boss/in', NAME, text(), () => seal);
  expect(await exchange.list('boss/in')).toEqual([NAME]);
  expect(await exchange.seal('boss/in', NAME)).toEqual(seal);
  expect(String(await bytesOf(exchange.read('boss/in', NAME)))).toBe('hello');
});

test('a certificate without a trusted issuer is refused', async () => {
  await expect(overTls().list('boss/in')).rejects.toThrow(/certificate/);
});
