/** `npm start`: the portal with the whole simulated world, in the development server. PORT changes the port. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies, requireNode } from './installDependencies.mjs';
import { optionsOf } from './options.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const PROGRAM = {
  usage: 'PORT=N npm start      the port; the first free one from 5173 without it',
};

const KEYS = `
The designer's stage: the portal on a television, its remote, cards, faults, and what is said on the wires.

  arrows               move the highlight
  Enter                OK
  Backspace or Esc     Back
  PageUp, PageDown     a page of a long list

  ?stage=off           the portal alone
  ?scenario=list       other days, other cards, every fault
  ?gallery             every screen in every state
  ?lang=en             in English
`;

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => server.close(() => resolve(true)))
      .listen(port, 'localhost');
  });

/** What PORT says, only as ports are written: Number reads "1e3" and " 5180" too. */
function portAsked() {
  const asked = process.env.PORT;
  if (asked === undefined) return undefined;
  const port = Number(asked);
  if (/^[1-9]\d{0,4}$/.test(asked) && port <= 65_535) return port;
  const error = new Error(`PORT: ${JSON.stringify(asked)} is not a port from 1 to 65535`);
  throw Object.assign(error, { exitCode: 2 });
}

async function portToUse(asked) {
  if (asked !== undefined) {
    if (await isFree(asked)) return asked;
    throw new Error(`PORT: ${asked} is already in use`);
  }
  for (let port = 5173; port < 5193; port++) if (await isFree(port)) return port;
  throw new Error('ports 5173 to 5192 are all in use; choose another with PORT=…');
}

async function start() {
  requireNode();
  optionsOf(process.argv.slice(2), PROGRAM);
  const asked = portAsked();
  installDependencies(root);
  const port = await portToUse(asked);
  const vite = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vite/bin/vite.js'),
      '--port',
      String(port),
      '--strictPort',
      '--clearScreen',
      'false',
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NO_COLOR: '1' } },
  );
  let told = false;
  vite.stdout.on('data', (chunk) => {
    const text = String(chunk);
    if (told) return void process.stdout.write(text);
    if (!text.includes('Local:')) return;
    told = true;
    const at = `http://localhost:${port}`;
    console.log(
      `\nThe stage is at  ${at}/\nThe operator's console  ${at}/console/\n${KEYS}\nCtrl-C ends it.`,
    );
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vite.kill(signal));
  vite.on('exit', (code, signal) => {
    if (!told && !signal)
      console.error('The development server did not start; its messages are above.');
    process.exitCode = signal ? 0 : (code ?? 1);
  });
}

start().catch((error) => {
  console.error(error.message);
  process.exitCode = error.exitCode ?? 1;
});
