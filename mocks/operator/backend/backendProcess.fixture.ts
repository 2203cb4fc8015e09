/**
 * The backend as its own process, which tests may kill and start again on the same state: real HTTP, real disk, real
 * signals.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { EXTERNAL } from '../../start/bundled.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const START_MS = 20_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Makes one bundle for many starts, inside the project, where its packages are found. */
async function bundle(folder: string): Promise<string> {
  const outfile = join(folder, 'backend.mjs');
  await build({
    entryPoints: [join(root, 'mocks/operator/backend/backend.ts')],
    outfile,
    bundle: true,
    external: EXTERNAL,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const main = join(folder, 'main.mjs');
  writeFileSync(
    main,
    `import { backend } from ${JSON.stringify(pathToFileURL(outfile).href)};
backend(${JSON.stringify(root)}, process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
`,
  );
  return main;
}

export interface BackendProcess {
  readonly origin: string;
  readonly state: string;
  /** The path of its configuration file. */
  readonly file: string;
  /** Writes its configuration with other values to another file, for `--config`; returns the path. */
  changed(values: object): string;
  /** Everything it has printed since the last start. */
  output(): string;
  /** @throws Error, with what the process printed, if it does not get ready. */
  start(...argv: readonly string[]): Promise<void>;
  /** Resolves, with the exit code, when the process has ended. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

export async function backendProcess(config: object = {}): Promise<BackendProcess> {
  const port = await freePort();
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'backend-test-'));
  const state = mkdtempSync(join(tmpdir(), 'backend-state-'));
  const main = await bundle(folder);
  const pages = join(folder, 'pages');
  mkdirSync(pages);
  copyFileSync(join(root, 'public/config.json'), join(pages, 'config.json'));
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>portal</title>');
  const file = join(folder, 'config.json');
  const values = {
    state,
    pages,
    ports: { portal: port, boss: 0, ppp: 0, console: 0, ftp: 0 },
    bind: { portal: '127.0.0.1' },
    settleByItself: false,
    // Hashing a password takes longer than the rest of a start.
    accounts: [],
    ...config,
  };
  writeFileSync(file, JSON.stringify(values));
  let child: ChildProcess | null = null;
  let printed = '';

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return null;
    const gone = new Promise<number | null>((resolve) => running.once('exit', resolve));
    running.kill(signal);
    return gone;
  }

  return {
    origin: `http://127.0.0.1:${port}`,
    state,
    file,
    changed(others) {
      const path = join(folder, 'changed.json');
      writeFileSync(path, JSON.stringify({ ...values, ...others }));
      return path;
    },
    output: () => printed,
    end,
    async start(...argv) {
      // A process that a failed test left running must not outlive the tests.
      await end('SIGKILL');
      printed = '';
      const named = argv.includes('--config') ? [] : ['--config', file];
      const started = spawn(process.execPath, [main, ...named, ...argv], { cwd: root });
      child = started;
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`not ready: ${printed}`)), START_MS);
        const hear = (chunk: Buffer) => {
          printed += String(chunk);
          if (!printed.includes('Ready.')) return;
          clearTimeout(late);
          resolve();
        };
        started.stdout!.on('data', hear);
        started.stderr!.on('data', hear);
        started.once('exit', (code) => {
          clearTimeout(late);
          reject(new Error(`ended with ${code}: ${printed}`));
        });
      });
    },
    async remove() {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
      rmSync(state, { recursive: true, force: true });
    },
  };
}
