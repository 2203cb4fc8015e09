import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesOf } from '../settlementBench.ts';
import { ftpExchange } from './ftpExchange.ts';
import { ftpServer, type RunningFtpServer } from './ftpServer.ts';

const account = { user: 'settle', password: 'secret' };
const directory = mkdtempSync(join(tmpdir(), 'ftps-test-'));
const [keyFile, certFile] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
let cert: string;
let server: RunningFtpServer;

beforeAll(async () => {
  const what =
    '-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost';
  const name = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', certFile];
  execFileSync('openssl', ['req', ...what.split(' '), ...name], { stdio: 'ignore' });
  const key = readFileSync(keyFile, 'utf8');
  cert = readFileSync(certFile, 'utf8');
  server = await ftpServer({ root: join(directory, 'root'), ...account, tls: { key, cert } });
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

test('over TLS a file comes and goes as without', async () => {
  const exchange = overTls(cert);
  await exchange.write('boss/in', NAME, text(), () => seal);
  expect(await exchange.list('boss/in')).toEqual([NAME]);
  expect(await exchange.seal('boss/in', NAME)).toEqual(seal);
  expect(String(await bytesOf(exchange.read('boss/in', NAME)))).toBe('hello');
});

test('a certificate nobody vouches for is refused', async () => {
  await expect(overTls().list('boss/in')).rejects.toThrow(/certificate/);
});
