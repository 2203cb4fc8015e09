/** The whole payment in the simulated world: what no step's work can show alone. */

import { expect, test } from 'vitest';
import { lyingTsp } from '../../e2e/virtual/lyingTsp.fixture.ts';
import { type VirtualBox, virtualBox } from '../../e2e/virtual/virtualPortal.ts';
import type { Fetch } from '../../mocks/environment/environment.ts';
import { simulation } from '../../mocks/environment/simulation.ts';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import { allAttempts } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { listRows } from '../../mocks/store/rowList.ts';
import { createWorld, type World } from '../../mocks/world/world.ts';
import type { HostObject } from '../reader/hostObject/hostLink.ts';
import { memoryJournal } from './journal.fixture.ts';
import type { Journal, JournalPhase } from './journal.ts';
import type { StepKind } from './steps.ts';

const firstDay: Scenario = scenarios['first-day']!;
const GOOD_FEN = 100_000;
const PRICE_FEN = 28_600;

/** The world's host, but the first DEBIT is answered with `statusWord` and never reaches the card. */
function refusingOnce(host: HostObject, result: object): HostObject {
  let hasRefused = false;
  const refusing: HostObject = {
    onmessage: null,
    postMessage(json) {
      const { id, apdu } = JSON.parse(json) as { id: number; apdu?: string };
      if (hasRefused || !apdu?.startsWith('8054')) return host.postMessage(json);
      hasRefused = true;
      const data = JSON.stringify({ id, result });
      queueMicrotask(() => refusing.onmessage?.({ data }));
    },
  };
  host.onmessage = (event) => refusing.onmessage?.(event);
  return refusing;
}

/** A box in a world where somebody tampers with the messages to and from the TSP. */
async function tampered(
  fetch: (world: World, request: Request) => Promise<Response>,
  hostOf: (host: HostObject) => HostObject = (host) => host,
) {
  const simulated = simulation();
  const store = memoryStore();
  const nvm = memoryNvm();
  const { environment } = simulated;
  const world = createWorld({ environment, store, nvm, scenario: firstDay });
  await world.tsp.start();
  const network = { ...world.network, fetch: (request: Request) => fetch(world, request) };
  const parts = {
    simulation: simulated,
    store,
    nvm,
    world: { ...world, network, host: hostOf(world.host) },
  };
  return virtualBox(firstDay, parts);
}

const balance = ({ world }: VirtualBox) => world.card('good').state.balanceFen;
const attempts = ({ store }: VirtualBox) =>
  store
    .room('tsp')
    .transaction(async (tx) => (await listRows(tx, allAttempts)).map(({ value }) => value));

/** A journal on a disk that takes a turn of the event loop, and can be full. */
function slowJournal(trail: string[], isFull: (phase: JournalPhase) => boolean = () => false) {
  const kept = memoryJournal();
  const journal: Journal = {
    async put(entry) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isFull(entry.phase)) throw new Error('disk full');
      await kept.put(entry);
      trail.push(`written ${entry.phase}`);
    },
    remove: (attemptId) => kept.remove(attemptId),
    all: () => kept.all(),
  };
  return journal;
}

test('before every command that cannot be taken back, its line is in the journal', async () => {
  const trail: string[] = [];
  const box = await virtualBox(firstDay, { journal: slowJournal(trail) });
  box.world.slot.onExchange(({ command }) => {
    if (command[0] === 0x80 && (command[1] === 0x50 || command[1] === 0x54)) {
      trail.push(command[1] === 0x50 ? 'INIT' : 'DEBIT');
    }
  });
  await box.buys('basic', 12);
  await box.reaches('result');
  expect(trail).toEqual([
    'INIT',
    'written mac1',
    'written debit-sent',
    'DEBIT',
    'written debit-answered',
    'written reported',
  ]);
});

test.each<JournalPhase>(['mac1', 'debit-sent', 'debit-answered', 'reported'])(
  'a disk that is full at "%s": the payment succeeds, and the card agrees',
  async (full) => {
    const journal = slowJournal([], (phase) => phase === full);
    const box = await virtualBox(firstDay, { journal });
    await box.buys('basic', 12);
    await box.reaches('result');
    expect(balance(box)).toBe(GOOD_FEN - PRICE_FEN);
    expect((await attempts(box)).map(({ state }) => state)).toEqual(['DEBITED']);
  },
);

test.each<[what: string, damage: (answer: Record<string, unknown>) => unknown]>([
  ['too short', (answer) => ({ ...answer, mac1: 'A1B2C3' })],
  ['no hex', (answer) => ({ ...answer, mac1: 'zzzzzzzz' })],
  ['missing', ({ mac1: _, ...answer }) => answer],
])('a MAC1 that is %s never reaches the card, and nothing is taken', async (_, damage) => {
  const box = await tampered(async ({ network }, request) => {
    const answer = await network.fetch(request);
    if (!request.url.endsWith('/authorise')) return answer;
    return Response.json(damage((await answer.json()) as Record<string, unknown>));
  });
  const debits: string[] = [];
  box.world.slot.onExchange(({ command }) => {
    if (command[1] === 0x54) debits.push('DEBIT');
  });
  await box.buys('basic', 12);
  const { failure } = await box.reaches('refused');
  expect(failure).toMatchObject({ kind: 'internal', money: 'untouched' });
  expect([debits, balance(box)]).toEqual([[], GOOD_FEN]);
  expect((await attempts(box)).map(({ state }) => state)).toEqual(['NOT_DEBITED_CLAIMED']);
});

test('a report answered with money unknown: the card is looked at at once, and decides', async () => {
  let isTampered = true;
  let fetch: Fetch | undefined;
  const box = await tampered((world, request) => {
    fetch ??= lyingTsp(world.network.fetch, (said, { url }) =>
      isTampered && url.endsWith('/report')
        ? { ...said, body: { ...(said.body as object), state: 'IN_DOUBT', money: 'unknown' } }
        : said,
    );
    return fetch(request);
  });
  await box.buys('basic', 12);
  const { doubt } = await box.reaches('resolving');
  expect(doubt).toMatchObject({ cardTail: '0018', amountFen: PRICE_FEN });
  isTampered = false;
  const { order } = await box.reaches('result');
  expect(box.seen).not.toContain('insertSameCard');
  expect(order.state).toBe('COMPLETED');
  expect(balance(box)).toBe(GOOD_FEN - PRICE_FEN);
});

test('a PSAM that dies at MAC1 costs a new attempt under a new key, and nothing else', async () => {
  const box = await virtualBox(firstDay);
  const stop = box.payment.step.subscribe(({ kind }) => {
    if (kind !== 'authorising') return;
    const leased = box.world.pool.status().filter(({ leasedTo }) => leasedTo !== null);
    for (const { terminalNo } of leased) box.world.pool.kill(terminalNo);
    stop();
  });
  await box.buys('basic', 12);
  const { order } = await box.reaches('result');
  expect(order.state).toBe('COMPLETED');
  expect(box.seen.join(' ')).toMatch(/authorising prepare authorising debiting reporting/);
  const rows = await attempts(box);
  expect(rows.map(({ state }) => state).sort()).toEqual(['DEBITED', 'VOID']);
  expect(new Set(rows.map(({ startKey }) => startKey)).size).toBe(2);
  expect(new Set(rows.map(({ terminalNo }) => terminalNo)).size).toBe(2);
  expect(balance(box)).toBe(GOOD_FEN - PRICE_FEN);
});

test('keys pressed while the card is being debited change nothing', async () => {
  const box = await virtualBox(firstDay);
  let presses = 0;
  box.payment.step.subscribe(({ kind }) => {
    if (kind !== 'debiting') return;
    for (const pressed of [
      'back',
      'closed',
      'retried',
      'historyOpened',
      'amountConfirmed',
    ] as const) {
      box.send({ kind: pressed });
      presses++;
    }
  });
  await box.buys('basic', 12);
  await box.reaches('result');
  expect(presses).toBe(5);
  expect(box.seen.join(' ')).toContain('debiting reporting finishing result');
});

test('a card rejects DEBIT, the TSP does not hear it, then the card pays the same order: paid, not "not charged"', async () => {
  let isLost = true;
  const box = await tampered(
    async ({ network }, request) => {
      const answer = await network.fetch(request);
      if (isLost && request.url.endsWith('/report')) throw new TypeError('connection lost');
      return answer;
    },
    (host) => refusingOnce(host, { answer: '9302', answers: 'command' }),
  );
  await box.buys('basic', 12);
  const { failure } = await box.reaches('refused');
  expect(failure).toMatchObject({ kind: 'card-refused-debit', money: 'untouched' });
  isLost = false;
  box.send({ kind: 'retried' });
  const { order } = await box.reaches('result');
  expect(order.state).toBe('COMPLETED');
  expect(balance(box)).toBe(GOOD_FEN - PRICE_FEN);
});

test.each([
  ['says nothing of whose answer it is', {}],
  ['has fetched the answer itself', { answers: 'follow-up' }],
  ['does not know', { answers: 'unknown' }],
  ['says what nobody understands', { answers: 'COMMAND' }],
])('9302 from a host that %s: the card is asked at once, and was not charged', async (_, more) => {
  const box = await tampered(
    ({ network }, request) => network.fetch(request),
    (host) => refusingOnce(host, { answer: '9302', ...more }),
  );
  await box.buys('basic', 12);
  const { failure } = await box.reaches('refused');
  expect(failure).toMatchObject({ kind: 'not-charged', money: 'untouched' });
  expect(box.seen.join(' ')).toContain('debiting resolving refused');
  expect((await attempts(box)).map(({ state }) => state)).toEqual(['NOT_DEBITED_CLAIMED']);
  expect(balance(box)).toBe(GOOD_FEN);
});

test.each<[dies: StepKind, scenario: string, step: 'refused' | 'result']>([
  ['authorising', 'first-day', 'result'],
  ['debiting', 'first-day', 'result'],
  ['reporting', 'first-day', 'result'],
  ['resolving', 'card-pulled-after-write', 'result'],
  ['resolving', 'card-pulled-while-debiting', 'refused'],
])('a disk that dies at %s in %s: the payment still ends in %s', async (dies, name, step) => {
  const kept = memoryJournal();
  let isDead = false;
  const alive = async () => {
    if (isDead) throw new Error('disk gone');
  };
  const journal: Journal = {
    put: (entry) => alive().then(() => kept.put(entry)),
    remove: (attemptId) => alive().then(() => kept.remove(attemptId)),
    all: () => kept.all(),
  };
  const box = await virtualBox(scenarios[name]!, { journal });
  box.payment.step.subscribe(({ kind }) => {
    if (kind === dies) isDead = true;
  });
  await box.buys('basic', 12);
  await box.reaches(step);
  expect(balance(box)).toBe(step === 'result' ? GOOD_FEN - PRICE_FEN : GOOD_FEN);
});
