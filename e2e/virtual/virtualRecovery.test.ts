import { expect, test } from 'vitest';
import { spoil } from '../../mocks/card/answerFault.fixture.ts';
import { simulation } from '../../mocks/environment/simulation.ts';
import { type Scenario, scenarios } from '../../mocks/faults/scenarios.ts';
import { allAttempts } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { allOrders } from '../../mocks/operator/tsp/books/store/orderStore.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { listRows, rowsIn } from '../../mocks/store/rowList.ts';
import { watchDebits } from '../../mocks/world/invariants.ts';
import { createWorld } from '../../mocks/world/world.ts';
import { memoryJournal } from '../../src/payment/journal.fixture.ts';
import type { Journal } from '../../src/payment/journal.ts';
import type { HostObject } from '../../src/reader/hostObject/hostLink.ts';
import { DAY_MS } from '../../src/shared/time.ts';
import { virtualBox } from './everyWorld.fixture.ts';
import { decideDoubts } from './people.fixture.ts';
import type { VirtualBox } from './virtualPortal.ts';

const PRICE_FEN = 28_600;
const good = scenarios['first-day']!;
const unheard = scenarios['report-never-arrives']!;

const wait = (box: VirtualBox, ms: number) => box.simulation.time.runUntil(() => false, ms);
const unfinishedOf = (box: VirtualBox) => {
  const step = box.step();
  return step.kind === 'home' ? step.unfinished : null;
};
const orderStates = async ({ store }: VirtualBox) =>
  (await store.room('tsp').transaction((tx) => listRows(tx, allOrders))).map(
    ({ value }) => value.state,
  );

/** A host that interrupts the card's contacts just before its first DEBIT. */
function shaking(inner: HostObject, shake: () => void): HostObject {
  let isDone = false;
  return {
    postMessage(json) {
      if (!isDone && json.includes('"apdu":"8054')) {
        isDone = true;
        shake();
      }
      inner.postMessage(json);
    },
    get onmessage() {
      return inner.onmessage;
    },
    set onmessage(callback) {
      inner.onmessage = callback;
    },
  };
}

test('an old refusal whose acknowledgement was lost does not hide a later debit', async () => {
  const scenario: Scenario = {
    ...good,
    network: [{ pathEnd: '/report', loses: 'answer', times: 1 }],
  };
  const box = await virtualBox(scenario);
  const card = box.world.card('good');
  spoil(card, { ins: 0x54, answerTo: 'command', says: '9302', isIdle: true });
  await box.buys('basic', 12);
  const { failure } = await box.reaches('refused');
  expect(failure).toMatchObject({ kind: 'card-refused-debit', money: 'untouched' });
  box.send({ kind: 'retried' });
  await box.reaches('debiting');
  const { time } = box.simulation;
  await time.runUntil(() => ['result', 'refused'].includes(box.step().kind), 120_000);
  expect(box.step().kind).toBe('result');
  expect(card.state.balanceFen).toBe(100_000 - PRICE_FEN);
});

test('contacts that shake just before DEBIT: the card is looked at at once, was not charged, and pays', async () => {
  const simulated = simulation(1);
  const nvm = memoryNvm();
  const store = memoryStore();
  const { environment } = simulated;
  const world = createWorld({ environment, store, nvm, scenario: good, pace: 6 });
  await world.tsp.start();
  const host = shaking(world.host, () => {
    world.slot.powerOff();
    world.slot.powerOn();
  });
  const parts = { simulation: simulated, store, nvm, world: { ...world, host } };
  const box = await virtualBox(good, parts);
  await box.buys('basic', 12);
  const { failure } = await box.reaches('refused');
  expect(failure).toMatchObject({ kind: 'not-charged', money: 'untouched' });
  expect(box.seen).not.toContain('insertSameCard');
  box.send({ kind: 'retried' });
  await box.reaches('confirm');
  box.send({ kind: 'amountConfirmed' });
  await box.reaches('result');
  expect(world.card('good').state.balanceFen).toBe(100_000 - PRICE_FEN);
});

test('two doubts: when one is resolved the other is still asked for', async () => {
  const box = await virtualBox({ ...good, cards: ['good', 'other', 'other'] });
  box.world.card('good').cutNext({ at: 'after-write', command: 0x54 });
  await box.buys('basic', 12);
  const first = (await box.reaches('insertSameCard')).doubt;
  box.send({ kind: 'back' });
  await box.reaches('home');
  box.world.card('other').cutNext({ at: 'before-write', command: 0x54 });
  await box.buys('sport', 1);
  await box.reaches('insertSameCard');
  await box.reaches('refused');
  box.send({ kind: 'back' });
  box.send({ kind: 'back' });
  await wait(box, 60_000);
  expect(unfinishedOf(box)).toMatchObject({ kind: 'doubt', doubt: { attemptId: first.attemptId } });
});

test('a paid order whose result was not seen does not hide a later doubt', async () => {
  const box = await virtualBox({ ...scenarios['boss-pending']!, habits: { bringsItBack: false } });
  await box.buys('basic', 12);
  await box.reaches('finishing');
  box.world.network.down = true;
  const mayLeave = () => {
    const step = box.step();
    return step.kind === 'finishing' && step.mayLeave;
  };
  expect(await box.simulation.time.runUntil(mayLeave, 60_000)).toBe(true);
  box.send({ kind: 'back' });
  await box.reaches('home');
  box.world.network.down = false;
  box.world.card('good').cutNext({ at: 'after-write', command: 0x54 });
  await box.buys('sport', 1);
  await box.reaches('insertSameCard');
  const again = await box.reload();
  await again.reaches('insertSameCard');
});

test('reloaded within half a minute, the journal lost: the doubt is asked for all the same', async () => {
  const box = await virtualBox(scenarios['card-never-returns']!);
  await box.buys('basic', 12);
  await box.reaches('insertSameCard');
  for (const { attemptId } of await box.journal.all()) await box.journal.remove(attemptId);
  const again = await box.reload();
  expect(await again.reaches('insertSameCard', 3_000)).toMatchObject({ doubt: { softly: true } });
});

const unheardStatement: Scenario = {
  ...good,
  network: [
    { pathEnd: '/authorise', loses: 'answer' },
    { pathEnd: '/abandon', loses: 'request' },
  ],
};

test('an answer that waited in the box while two people decided its payment still brings the TAC', async () => {
  const { nvm, debits } = watchDebits(memoryNvm());
  const off = await virtualBox(good, { nvm, diesAt: 'reporting' });
  void off.buys('basic', 12).catch(() => {});
  const { time } = off.simulation;
  await time.runUntil(() => off.seen.includes('reporting'), 60_000);
  await wait(off, 4 * DAY_MS);
  await decideDoubts(off.world.tsp.desk, off.store, debits);
  const attempts = () => off.store.room('tsp').transaction((tx) => rowsIn(tx, allAttempts));
  expect(await attempts()).toMatchObject([{ provenBy: 'people', claim: 'CASE' }]);
  const box = await off.reload();
  await box.reaches('result');
  const [attempt] = await attempts();
  expect(attempt).toMatchObject({ provenBy: 'mac2', claim: 'UNCLAIMED' });
  await off.world.tsp.uploadDay(attempt!.mac1!.businessDate);
  expect(await attempts()).toMatchObject([{ claim: 'ACCEPTED' }]);
});

test('after a restart of the platform before MAC1 the next attempt pays, and nobody presses a key', async () => {
  const box = await virtualBox(good);
  await box.buys('basic', 12);
  await box.reaches('authorising');
  await box.world.restartTsp();
  await box.reaches('result');
  expect(box.seen).not.toContain('refused');
  expect(await orderStates(box)).toEqual(['COMPLETED']);
  expect(box.world.card('good').state.balanceFen).toBe(100_000 - PRICE_FEN);
});

test('a statement that was not acknowledged is posted again without a restart', async () => {
  const box = await virtualBox(unheardStatement);
  await box.buys('basic', 12);
  await box.reaches('refused', 300_000);
  box.world.network.faults = [];
  box.send({ kind: 'back' });
  box.send({ kind: 'back' });
  await box.reaches('home');
  await wait(box, 3_600_000);
  expect(await box.journal.all()).toEqual([]);
  expect(await orderStates(box)).not.toContain('IN_DOUBT');
});

test('a statement that is acknowledged at the next start leaves no doubt behind', async () => {
  const box = await virtualBox(unheardStatement);
  await box.buys('basic', 12);
  await box.reaches('refused', 300_000);
  await wait(box, 60_000);
  box.world.network.faults = [];
  const again = await box.reload();
  await wait(again, 5_000);
  expect(again.seen).toEqual(['recovering', 'home']);
});

async function leavesReport(box: VirtualBox, serviceId: string, months: number) {
  await box.buys(serviceId, months);
  await box.reaches('reporting');
  await wait(box, 20_000);
  box.send({ kind: 'back' });
  await box.reaches('home');
  await wait(box, 1_000);
}

test('two unreported debits: home reports both', async () => {
  const box = await virtualBox({ ...unheard, cards: ['good', 'other'] });
  await leavesReport(box, 'basic', 12);
  await leavesReport(box, 'sport', 1);
  box.world.network.faults = [];
  await wait(box, 3_600_000);
  expect(await box.journal.all()).toMatchObject([{ phase: 'reported' }, { phase: 'reported' }]);
});

test('a report the TSP does not believe becomes a doubt on home', async () => {
  const box = await virtualBox(unheard);
  await leavesReport(box, 'basic', 12);
  const [entry] = await box.journal.all();
  await box.journal.put({ ...entry!, report: { ...entry!.report!, mac2: '00000000' } });
  const again = await box.reload();
  await again.reaches('reporting');
  await wait(again, 20_000);
  again.send({ kind: 'back' });
  await again.reaches('home');
  again.world.network.faults = [];
  await wait(again, 3_600_000);
  expect(unfinishedOf(again)?.kind).toBe('doubt');
});

test('OK on "the quote has run out" asks for a new quote', async () => {
  const box = await virtualBox({ ...good, quoteMs: 3_000, habits: { insertAfterMs: 5_000 } });
  await box.buys('basic', 12);
  expect((await box.reaches('refused')).failure.kind).toBe('quote-expired');
  box.send({ kind: 'retried' });
  expect(box.step().kind).toBe('quoting');
});

test('after a rejection that is not final the TSP asks again: the service opens once BOSS accepts', async () => {
  const boss = { rejectActivation: 'service.stopped', rejectionIsFinal: false } as const;
  const box = await virtualBox({ ...good, boss });
  await box.buys('basic', 12);
  await box.reaches('result');
  box.world.boss.faults.rejectActivation = null;
  await wait(box, 3_600_000);
  expect(await orderStates(box)).toEqual(['COMPLETED']);
});

function failingJournal() {
  const inner = memoryJournal();
  const broken = { put: false, remove: false, all: false };
  const refuse = (what: keyof typeof broken) => {
    if (broken[what]) throw new DOMException(what, 'InvalidStateError');
  };
  const journal: Journal = {
    async put(entry) {
      refuse('put');
      return inner.put(entry);
    },
    async remove(attemptId) {
      refuse('remove');
      return inner.remove(attemptId);
    },
    async all() {
      refuse('all');
      return inner.all();
    },
  };
  return { journal, broken };
}

test('a journal that fails while a doubt is resolved does not hide the outcome', async () => {
  const { journal, broken } = failingJournal();
  const box = await virtualBox(scenarios['card-pulled-after-write']!, { journal });
  await box.buys('basic', 12);
  await box.reaches('insertSameCard');
  broken.put = true;
  await box.reaches('result');
});

test('a journal that cannot be written does not keep the portal from starting', async () => {
  const { journal, broken } = failingJournal();
  const box = await virtualBox(good, { journal, diesAt: 'finishing' });
  void box.buys('basic', 12).catch(() => {});
  const isFinishing = () => box.seen.includes('finishing');
  expect(await box.simulation.time.runUntil(isFinishing, 60_000)).toBe(true);
  broken.put = true;
  await (await box.reload()).reaches('result');
});

test('a journal that cannot delete does not end on a screen without keys', async () => {
  const { journal, broken } = failingJournal();
  const box = await virtualBox(good, { journal });
  await box.buys('basic', 12);
  await box.reaches('debiting');
  broken.remove = true;
  box.world.slot.pull();
  await box.reaches('refused');
});

test('an answer in memory is reported when the journal is gone', async () => {
  const { journal, broken } = failingJournal();
  const box = await virtualBox(good, { journal });
  await box.buys('basic', 12);
  await box.reaches('debiting');
  Object.assign(broken, { put: true, all: true });
  await box.reaches('result');
});
