import { beforeEach, expect, test } from 'vitest';
import { virtualTime } from '../environment/simulation.ts';
import { memoryNvm } from '../store/nonVolatileMemory.ts';
import { createNetwork, type Network } from './network.ts';
import { createOccurrences } from './occurrences.ts';

let nvm = memoryNvm();
let arrived: string[];
const time = virtualTime(0);

function newNetwork(): Network {
  const to = async ({ url }: Request) => {
    arrived.push(new URL(url).pathname);
    return new Response('heard');
  };
  return createNetwork(to, time, createOccurrences(nvm));
}

beforeEach(() => {
  nvm = memoryNvm();
  arrived = [];
});

const say = (network: Network, path: string, method = 'GET') =>
  network
    .fetch(new Request(`https://tsp.example${path}`, { method }))
    .then((answer) => answer.text())
    .catch((cause: Error) => cause.message);
const LOST = 'network: connection lost';

test('without faults every request and answer arrives', async () => {
  const network = newNetwork();
  expect(await say(network, '/orders')).toBe('heard');
  expect(arrived).toEqual(['/orders']);
});

test('a lost request never reaches the TSP; with a lost answer the request did', async () => {
  const network = newNetwork();
  network.faults = [{ loses: 'request' }];
  expect(await say(network, '/a')).toBe(LOST);
  network.faults = [{ loses: 'answer' }];
  expect(await say(network, '/b')).toBe(LOST);
  expect(arrived).toEqual(['/b']);
});

test('a fault strikes only its path and method, and only as often as it says', async () => {
  const network = newNetwork();
  network.faults = [{ pathEnd: '/report', method: 'POST', loses: 'request', times: 2 }];
  expect(await say(network, '/A1/report', 'POST')).toBe(LOST);
  expect(await say(network, '/A1/report')).toBe('heard');
  expect(await say(network, '/A1/report/x', 'POST')).toBe('heard');
  expect(await say(network, '/A1/report?again=1', 'POST')).toBe(LOST);
  expect(await say(network, '/A1/report', 'POST')).toBe('heard');
});

test('strikes are still counted after a reload', async () => {
  const fault = { pathEnd: '/report', loses: 'request', times: 2 } as const;
  const before = newNetwork();
  before.faults = [fault];
  await say(before, '/report');
  const after = newNetwork();
  after.faults = [fault];
  expect(await say(after, '/report')).toBe(LOST);
  expect(await say(after, '/report')).toBe('heard');
});

test('two faults are counted separately', async () => {
  const network = newNetwork();
  network.faults = [
    { pathEnd: '/a', loses: 'request', times: 1 },
    { pathEnd: '/b', loses: 'request', times: 1 },
  ];
  expect([await say(network, '/a'), await say(network, '/b')]).toEqual([LOST, LOST]);
  expect([await say(network, '/a'), await say(network, '/b')]).toEqual(['heard', 'heard']);
});

test('while the cable is out everything is lost', async () => {
  const network = newNetwork();
  network.down = true;
  expect(await say(network, '/a')).toBe(LOST);
  network.down = false;
  expect(await say(network, '/a')).toBe('heard');
  expect(arrived).toEqual(['/a']);
});

test('a slow network delays requests', async () => {
  const network = newNetwork();
  network.delayMs = 700;
  const from = time.now();
  let said = '';
  void say(network, '/a').then((text) => {
    said = text;
  });
  await time.runUntil(() => said !== '', 5_000);
  expect([said, time.now() - from]).toEqual(['heard', 700]);
});
