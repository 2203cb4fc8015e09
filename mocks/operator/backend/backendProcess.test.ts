import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../../../src/shared/log.ts';
import { realEnvironment } from '../../environment/realEnvironment.ts';
import { stubbornBox } from '../../load/stubbornBox.fixture.ts';
import { type BackendProcess, backendProcess } from './backendProcess.fixture.ts';
import { settle } from './settle.ts';
import { runningHost } from './state/stateDirectory.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let host: BackendProcess;

beforeAll(async () => {
  // The platform's day ends when BOSS's day does, so that both sides have the payments on the same day
  // whenever the test runs.
  host = await backendProcess({ households: 3, limits: { cutOff: '235959' } });
});
afterAll(() => host.remove());

/** What `npm run settle` prints, and its exit code. */
async function settled(...argv: readonly string[]): Promise<[code: number, text: string]> {
  const told: string[] = [];
  const [out, error] = [process.stdout.write, process.stderr.write];
  process.stdout.write = process.stderr.write = (text) => told.push(String(text)) > 0;
  try {
    const config = argv.includes('--config') ? [] : ['--config', host.file];
    return [await settle(root, [...config, ...argv]), told.join('')];
  } finally {
    process.stdout.write = out;
    process.stderr.write = error;
  }
}

test('the scenarios that an option names are listed', async () => {
  expect(await settled('--scenario', 'list')).toEqual([
    0,
    expect.stringMatching(/^ {2}first-day /m),
  ]);
});

test('without a state there is nothing to settle', async () => {
  expect(await settled('--date', 'yesterday')).toEqual([
    2,
    expect.stringContaining('npm run backend begins it'),
  ]);
});

test('the host starts, takes payments, settles them, and ends when it is told to', async () => {
  await host.start();
  expect(host.output()).toContain(`Portal   ${host.origin}/`);
  expect(await (await fetch(`${host.origin}/healthz`)).json()).toMatchObject({ state: 'up' });

  const boxes = [0, 1].map((number) =>
    stubbornBox(realEnvironment(silentLog), host.origin, number),
  );
  const orders = await Promise.all(boxes.map((box) => box.pay('sport')));
  expect(orders.map(({ state }) => state)).toEqual(['COMPLETED', 'COMPLETED']);

  const { adminPort, token } = (await runningHost(host.state))!;
  const admin = (authorization: string, date: string) =>
    fetch(`http://127.0.0.1:${adminPort}/admin/v1/settle?date=${date}`, {
      method: 'POST',
      headers: { authorization },
    });
  expect((await admin('Bearer wrong', '20261123')).status).toBe(401);
  expect(host.output()).not.toContain(token);
  for (const date of ['20260230', '99999999', '20991231', 'today', '']) {
    const refused = await admin(`Bearer ${token}`, date);
    expect(refused.status, date).toBe(400);
    const { detail } = (await refused.json()) as { detail: string };
    expect(detail).toContain(date === 'today' ? 'is not over before' : date);
  }
  // The host decides when its day ends, whatever the program that asks has been told.
  const asksWith = host.changed({ limits: { cutOff: '000000' } });
  expect(await settled('--config', asksWith, '--date', 'today')).toEqual([
    2,
    expect.stringMatching(/^--date: \d{8} is not over before .* 23:59:59 in China/),
  ]);

  // The day of these payments is over for a host whose day ended at midnight.
  expect(await host.end('SIGTERM')).toBe(0);
  await host.start('--config', asksWith);
  const [code, text] = await settled('--date', 'yesterday');
  expect(text).toMatch(/^TSP +2 +96\.00$/m);
  expect(text).toMatch(/^BOSS +2 +96\.00$/m);
  expect(text).toMatch(/^PPP +2 +96\.00$/m);
  expect(text).toContain('no differences');
  expect(code).toBe(0);

  expect(await host.end('SIGTERM')).toBe(0);
  expect(await runningHost(host.state)).toBeNull();
  const lines = host
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'info', time, area: 'host', msg: 'up' },
    { level: 'info', time, area: 'host', msg: 'ended in order' },
  ]);
});

test('after a kill the day is settled without the host, and the host starts again on the same state', async () => {
  await host.start();
  const box = stubbornBox(realEnvironment(silentLog), host.origin, 2);
  await host.end('SIGKILL');
  expect(await runningHost(host.state)).not.toBeNull();
  expect(
    await settled(
      '--config',
      host.changed({ limits: { cutOff: '000000' } }),
      '--date',
      'yesterday',
    ),
  ).toEqual([0, expect.stringMatching(/^TSP +2 /m)]);
  await host.start();
  expect(await box.pay('sport')).toMatchObject({ state: 'COMPLETED' });
});

test('a program that has the port of a killed host is sent no token, and the day is settled without it', async () => {
  await host.end('SIGKILL');
  const killed = (await runningHost(host.state))!;
  const heard: string[] = [];
  const stranger = createServer(({ headers, url }, response) => {
    heard.push(`${url} ${JSON.stringify(headers)}`);
    response.end('{}');
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const { port } = stranger.address() as AddressInfo;
  writeFileSync(join(host.state, 'host.json'), JSON.stringify({ ...killed, adminPort: port }));
  const dayEndsAtMidnight = host.changed({ limits: { cutOff: '000000' } });
  expect(await settled('--config', dayEndsAtMidnight, '--date', 'yesterday')).toEqual([
    0,
    expect.stringMatching(/^TSP +3 /m),
  ]);
  expect(heard).toHaveLength(1);
  expect(heard[0]).not.toContain(killed.token);
  await new Promise((resolve) => stranger.close(resolve));
  await host.start();
});

test('a second host on the same state ends and says what to do', async () => {
  const running = await runningHost(host.state);
  const second = await backendProcess({ state: host.state });
  await expect(second.start()).rejects.toThrow(
    `another backend works there (process ${running!.pid}); end it, or give this one`,
  );
  await second.remove();
  expect((await fetch(`${host.origin}/healthz`)).status).toBe(200);
});

test.each([
  [['--date', 'never'], '--date: "never" is not a day'],
  [['--date', '20260230'], '--date: "20260230" is not a day'],
  [[], '--date: nothing is not a day'],
  [['--date', 'today', '--reset'], '--reset: there is no such option'],
  [['--date', 'today', '--colour'], '--colour: there is no such option'],
])('settle %j: %s', async (argv, sentence) => {
  expect(await settled(...argv)).toEqual([2, expect.stringContaining(sentence)]);
});

test('a demonstration has a state of its own, which says so', async () => {
  const state = join(host.state, 'demonstration');
  const file = host.changed({ state, households: undefined });
  await host.start('--config', file, '--demo');
  expect(host.output()).toContain('DEMONSTRATION: recorded days');
  await host.end('SIGTERM');
  await expect(host.start('--config', file)).rejects.toThrow('is a demonstration; start it with');
  for (const more of [{ portal: 'production' }, { households: 3 }]) {
    const wrong = host.changed({ state, households: undefined, ...more });
    await expect(host.start('--config', wrong, '--demo')).rejects.toThrow('--demo: ');
  }
});
