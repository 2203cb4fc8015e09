/**
 * Starts `npm run backend -- --portal production` as a process for one journey, on free ports and with a state that is
 * removed afterwards. It serves the pages that `npm run build` has left.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const READY_MS = 30_000;
const BACKEND = 'mocks/operator/backend/run.mjs';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs a program of the project to its end; `input` is what it reads. */
function run(
  program: string,
  argv: readonly string[],
  input = '',
): Promise<{ code: number; text: string }> {
  const child = spawn(process.execPath, [program, ...argv], { cwd: root });
  child.stdin.end(input);
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    text += String(chunk);
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code: code ?? 1, text })));
}

/** The password of every console account. */
export const PASSWORD = 'correct horse battery';

const PEOPLE = [
  { user: 'chen', name: '陈晓', role: 'clerk' },
  { user: 'wang', name: '王芳', role: 'supervisor' },
  { user: 'zhou', name: '周敏', role: 'auditor' },
];

async function accounts(): Promise<object[]> {
  const { code, text } = await run(BACKEND, ['--hash'], `${PASSWORD}\n`);
  if (code !== 0) throw new Error(text);
  return PEOPLE.map((person) => ({ ...person, passwordHash: text.trim() }));
}

export interface BackendHost {
  readonly portal: string;
  readonly console: string;
  start(...argv: readonly string[]): Promise<void>;
  /** Sends SIGKILL. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Ends the day by starting the host with an earlier cut-off, and settles it. */
  endDay(): Promise<{ code: number; text: string }>;
  remove(): Promise<void>;
}

export async function backendHost(): Promise<BackendHost> {
  const folder = mkdtempSync(join(tmpdir(), 'backend-'));
  const [portal, console] = [await freePort(), await freePort()];
  const state = join(folder, 'state');
  const file = join(folder, 'config.json');
  const ports = { portal, console, boss: 0, ppp: 0, ftp: 0 };
  const bind = { portal: '127.0.0.1' };
  // The platform's day ends with BOSS's, so a payment in the last half hour of a day is no day-edge difference.
  const limits = { cutOff: '235959' };
  const config = { state, ports, bind, limits, settleByItself: false, accounts: await accounts() };
  writeFileSync(file, JSON.stringify(config));
  let child: ChildProcess | null = null;

  async function kill(): Promise<void> {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null) return;
    const gone = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await gone;
  }

  function start(...argv: readonly string[]): Promise<void> {
    const started = spawn(
      process.execPath,
      [BACKEND, '--portal', 'production', '--config', file, ...argv],
      { cwd: root },
    );
    child = started;
    let text = '';
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`not ready: ${text}`)), READY_MS);
      const hear = (chunk: Buffer) => {
        text += String(chunk);
        if (!text.includes('Ready.')) return;
        clearTimeout(late);
        resolve();
      };
      started.stdout.on('data', hear);
      started.stderr.on('data', hear);
      started.once('exit', (code) => {
        clearTimeout(late);
        reject(new Error(`ended with ${code}: ${text}`));
      });
    });
  }

  return {
    portal: `http://localhost:${portal}/`,
    console: `http://localhost:${console}/console/`,
    kill,
    start,
    async endDay() {
      await kill();
      writeFileSync(file, JSON.stringify({ ...config, limits: { cutOff: '000000' } }));
      await start();
      const asked = ['--config', file, '--date', 'yesterday'];
      return run('mocks/operator/backend/settle.mjs', asked);
    },
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
