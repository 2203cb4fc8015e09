/** Programs that are asked wrongly: one sentence, exit code 2, and nothing was installed, built or begun before. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function ended(program: string, argv: readonly string[], env: object = {}): Promise<Ended> {
  // Without a PATH npm is not found: nothing can be installed.
  const child = spawn(process.execPath, [program, ...argv], {
    cwd: root,
    env: { PATH: '', ...env },
  });
  let [out, error] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    error += String(chunk);
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, error })));
}

test.each<[program: string, argv: string[], sentence: string, env?: object]>([
  ['mocks/start/start.mjs', ['--port', '1'], '--port: there is no such option'],
  ['mocks/start/start.mjs', [], 'PORT: "1e3" is not a port from 1 to 65535', { PORT: '1e3' }],
  ['mocks/start/start.mjs', [], 'PORT: " 5180" is not', { PORT: ' 5180' }],
  ['mocks/start/start.mjs', [], 'PORT: "" is not', { PORT: '' }],
  ['mocks/start/start.mjs', [], 'PORT: "65536" is not', { PORT: '65536' }],
  ['e2e/test.mjs', ['--x'], '--x: there is no such option'],
  ['e2e/bench/run.mjs', ['--x'], '--x: there is no such option'],
  ['e2e/settleBench/run.mjs', ['--x'], '--x: there is no such option'],
  ['e2e/enumerate/run.mjs', ['--every', '0'], '--every: "0" is not a whole number from 1'],
  ['e2e/worlds/run.mjs', ['--seed', 'x'], '--seed: "x" is not a whole number from 1'],
  ['e2e/settleBench/settleDay.mjs', ['--state='], '--state: a value is missing'],
  ['e2e/settleBench/settleDay.mjs', ['--date', 'foo'], '--date: "foo" is not a day'],
  ['mocks/box/daemon/run.mjs', ['--config', '/nope'], 'cannot be read (ENOENT)'],
  ['mocks/load/run.mjs', ['--psams', '5000'], '--psams: "5000" is not a whole number from 1 to'],
  ['e2e/kiosk/run.mjs', ['--config', '/nope'], '--config: /nope cannot be read (ENOENT)'],
  ['e2e/engines/run.mjs', ['--dist', '/etc'], '--dist: "/etc" is not where a portal is built'],
])('%s %j: %s', async (program, argv, sentence, env) => {
  const { code, out, error } = await ended(program, argv, env);
  expect(error).toContain(sentence);
  expect([code, out, error.trim().split('\n')]).toEqual([2, '', [expect.any(String)]]);
});

test.each(['mocks/start/start.mjs', 'e2e/test.mjs', 'e2e/settleBench/settleDay.mjs'])(
  '%s --help says how it is used',
  async (program) => {
    expect(await ended(program, ['--help'])).toEqual({
      ...{ code: 0, error: '' },
      out: expect.stringMatching(/npm [\s\S]*--help +this text/),
    });
  },
);
