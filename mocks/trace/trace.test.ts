import { expect, test } from 'vitest';
import { virtualBox } from '../../e2e/virtual/virtualPortal.ts';
import { fromHex } from '../../src/shared/bytes.ts';
import { simulation } from '../environment/simulation.ts';
import { scenarios } from '../faults/scenarios.ts';
import { lineOf, lineText } from '../page/stage/logLine.ts';
import { memoryStore } from '../store/memoryStore.ts';
import { memoryNvm } from '../store/nonVolatileMemory.ts';
import { createWorld } from '../world/world.ts';
import { apduName, publicPath, type Trace, tracedFetch } from './trace.ts';

/** A payment with all bytes and texts that were sent, and the traces of them. */
async function tracedPayment() {
  const { environment, time } = simulation(1);
  const nvm = memoryNvm();
  const scenario = scenarios['card-pulled-after-write']!;
  const world = createWorld({ environment, store: memoryStore(), nvm, scenario, pace: 6 });
  await world.tsp.start();
  const words = new Set<string>();
  const keep = (text: string) => {
    for (const [word] of text.matchAll(/[A-Za-z0-9+/=_-]{7,}/g)) words.add(word);
  };
  const traces: Trace[] = [];
  world.onTrace((trace) => traces.push(trace));
  const { fetch } = world.network;
  Object.assign(world.network, {
    async fetch(request: Request) {
      keep(request.headers.get('authorization') ?? '');
      keep(await request.clone().text());
      const response = await fetch(request);
      keep(await response.clone().text());
      return response;
    },
  });
  world.slot.onExchange(({ command, answer }) => {
    keep(Buffer.from(command.subarray(5)).toString('hex').toUpperCase());
    keep(
      Buffer.from(answer ?? [])
        .toString('hex')
        .toUpperCase(),
    );
  });
  const box = await virtualBox(scenario, { simulation: { environment, time }, world });
  await box.buys('basic', 12);
  await box.reaches('result');
  const { publicFile, holderFile } = world.card('good').state;
  keep(publicFile.slice(20, 40));
  keep(publicFile.slice(24, 40));
  keep(holderFile);
  return { traces, words };
}

test('the traces of a whole payment with a doubt have no data', async () => {
  const { traces, words } = await tracedPayment();
  expect(words.size).toBeGreaterThan(80);
  const told = traces.map((trace) => lineText(lineOf(trace))).join('\n');
  for (const name of [
    'SELECT',
    'INIT PURCHASE',
    'DEBIT',
    'GET TRANSACTION PROVE',
    'POST /orders',
  ]) {
    expect(told).toContain(name);
  }
  const timeless = traces.map((trace) => ({ ...trace, at: 0 }));
  const upper = `${told}\n${JSON.stringify(timeless)}`.toUpperCase();
  const leaked = [...words].filter((word) => upper.includes(word.toUpperCase()));
  // Names of fields that are also parts of paths.
  expect(
    leaked.filter(
      (word) => !/^(services|catalogue|subscriber|orders?|attempt|receipt)$/.test(word),
    ),
  ).toEqual([]);
});

test.each([
  ['https://x/tsp/v1/attempts/01ABC/authorise', '/attempts/…/authorise'],
  ['https://x/boss/v1/subscribers/S-1/renewals/basic/cancel', '/subscribers/…/renewals/…/cancel'],
  ['https://x/tsp/v1/services/basic?q=secret', '/services/basic'],
  ['https://x/tsp/v1/orders/01ABC', '/orders/…'],
  ['https://x/other', '/other'],
])('%s is traced as %s', (url, path) => {
  expect(publicPath(url)).toBe(path);
});

test.each([
  ['00A4040000', 'SELECT'],
  ['8054010000', 'DEBIT'],
  ['0082000000', 'COMMAND 82'],
])('%s is called %s', (hex, name) => {
  expect(apduName(fromHex(hex))).toBe(name);
});

test('a problem is traced with its code, a broken connection without a status', async () => {
  const told: Trace[] = [];
  let now = 1_000;
  const clock = { now: () => now };
  const answers = [
    () => Response.json({ code: 'psam.busy', detail: 'SECRET' }, { status: 409 }),
    () => Response.json({ code: 'a secret code' }, { status: 500 }),
    () => {
      throw new TypeError('gone');
    },
  ];
  const fetch = tracedFetch(
    'tsp',
    async () => {
      now += 30;
      return answers.shift()!();
    },
    clock,
    (trace) => told.push(trace),
  );
  const ask = () => fetch(new Request('https://x/tsp/v1/orders', { method: 'POST' }));
  await ask();
  await ask();
  await expect(ask()).rejects.toThrow('gone');
  expect(told.map((trace) => lineText(lineOf(trace)).slice(14))).toEqual([
    'tsp    POST /orders  → TSP  409 psam.busy  30 ms',
    'tsp    POST /orders  → TSP  500  30 ms',
    'tsp    POST /orders  → TSP  LOST  30 ms',
  ]);
});
