/** An earlier debit that nobody knows of yet: the card cannot be debited past it, and the portal settles it by itself. */
import { expect, test } from 'vitest';
import { scenarios } from '../../mocks/faults/scenarios.ts';
import type { AttemptRow } from '../../mocks/operator/tsp/books/rows.ts';
import {
  allAttempts,
  markNumber,
  markUnsettled,
  putAttempt,
} from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import { allOrders } from '../../mocks/operator/tsp/books/store/orderStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { rowsIn } from '../../mocks/store/rowList.ts';
import { gatherFacts, safetyFaults, watchDebits } from '../../mocks/world/invariants.ts';
import { memoryJournal } from '../../src/payment/journal.fixture.ts';
import { quickWorlds } from '../enumerate/quickWorlds.fixture.ts';
import { virtualBox } from './everyWorld.fixture.ts';
import type { VirtualBox } from './virtualPortal.ts';

quickWorlds();

const good = scenarios['first-day']!;

const attemptsOf = ({ store }: VirtualBox) =>
  store.room('tsp').transaction((tx) => rowsIn(tx, allAttempts));
const ordersOf = ({ store }: VirtualBox) =>
  store.room('tsp').transaction((tx) => rowsIn(tx, allOrders));
const wait = (box: VirtualBox, ms: number) => box.simulation.time.runUntil(() => false, ms);

/** The card was debited for `basic`; the page died before its report, and nothing of it is left in the box. */
async function debitedUnheard() {
  const watched = watchDebits(memoryNvm());
  const dead = await virtualBox(good, { nvm: watched.nvm, diesAt: 'reporting' });
  await dead.buys('basic', 1);
  await dead.reaches('reporting');
  const [attempt] = (await attemptsOf(dead)) as [AttemptRow];
  const faults = async (portals?: 'lying') =>
    safetyFaults(
      await gatherFacts(dead.store, dead.simulation.environment.crypto, watched.debits),
      portals,
    );
  return { dead, attempt, debits: watched.debits, faults };
}

test('its box says "never sent": the next payment finds the debit, settles it, and goes on by itself', async () => {
  const { dead, attempt, debits, faults } = await debitedUnheard();
  const journal = memoryJournal();
  await journal.put({
    attemptId: attempt.attemptId,
    orderId: attempt.orderId,
    phase: 'abandoned',
    abandonReason: 'guard',
    amountFen: attempt.amountFen,
    title: { 'zh-CN': '' },
    cardTail: '0018',
    cardSequence: attempt.init!.sequence,
  });
  const { simulation, store, nvm, world } = dead;
  const box = await virtualBox(good, { simulation, store, nvm, world, journal });
  await box.reaches('home');
  expect((await attemptsOf(box))[0]!.state).toBe('NOT_DEBITED_CLAIMED');
  // The lie is seen as one, and the watch covers it.
  expect(await faults()).toEqual(['I3 the cards lost more than is under suspicion']);
  expect(await faults('lying')).toEqual([]);
  await box.buys('kids', 1);
  await box.reaches('result');
  expect(box.seen.join(' ')).toContain('authorising resolving cardCheck authorising debiting');
  await wait(box, 60_000);
  const orders = await ordersOf(box);
  expect(orders.map(({ state }) => state)).toEqual(['COMPLETED', 'COMPLETED']);
  expect(debits).toHaveLength(2);
  expect(await faults()).toEqual([]);
});

/** As if another household's box had begun it: this box never gets to know. */
async function givenAway({ store }: VirtualBox, attempt: AttemptRow): Promise<void> {
  await store
    .room('tsp')
    .transaction(async (tx) =>
      putAttempt(tx, { ...attempt, stbId: 'STB-elsewhere', subscriberId: 'sub-elsewhere' }),
    );
}

test('another box began it: this one brings the proof of the card, is told nothing, and goes on by itself', async () => {
  const { dead, attempt, debits } = await debitedUnheard();
  await givenAway(dead, attempt);
  const box = await dead.reload({ journal: true });
  await box.buys('kids', 1);
  await box.reaches('result');
  expect(box.seen.join(' ')).toContain('authorising prepare authorising debiting');
  await wait(box, 60_000);
  expect((await attemptsOf(box)).map(({ state }) => state).sort()).toEqual([
    'DEBITED',
    'DEBITED',
    'VOID',
  ]);
  expect(debits).toHaveLength(2);
});

test('another box began it and the card has no proof left: nothing is taken, and the screen says where to go', async () => {
  const { dead, attempt, debits } = await debitedUnheard();
  await givenAway(dead, attempt);
  const card = dead.world.card('good');
  const before = card.transmit.bind(card);
  card.transmit = (command) =>
    command[1] === 0x5a ? Uint8Array.from([0x94, 0x06]) : before(command);
  const box = await dead.reload({ journal: true });
  await box.buys('kids', 1);
  const { failure } = await box.reaches('refused');
  expect(failure).toMatchObject({ kind: 'card-unfinished', money: 'untouched' });
  expect(debits).toHaveLength(1);
});

/**
 * A card that has paid once. A stranger who knows its serial has got a MAC1 for its earlier number, at the same terminal and
 * in the same second, and said "never sent".
 */
async function strangersAttempt() {
  const watched = watchDebits(memoryNvm());
  const box = await virtualBox(good, { nvm: watched.nvm });
  await box.buys('basic', 1);
  await box.reaches('result');
  await wait(box, 60_000);
  const [paid] = (await attemptsOf(box)) as [AttemptRow];
  const { mac2: _mac2, tac: _tac, claim: _claim, provenBy: _provenBy, ...issued } = paid;
  const invented: AttemptRow = {
    ...issued,
    attemptId: '01M846FX3N1RCC39Z0AGZEWP3Z',
    init: { ...paid.init!, random: '00000000' },
    mac1: { ...paid.mac1!, terminalSequence: '0000FFFF' },
    state: 'NOT_DEBITED_CLAIMED',
  };
  await givenAway(box, invented);
  await box.store.room('tsp').transaction(async (tx) => {
    markNumber(tx, invented);
    markUnsettled(tx, invented, true);
  });
  return { box, attemptId: invented.attemptId, debits: watched.debits };
}

test.each([
  ['gives the proof of its last payment', true],
  ['has only its log', false],
])(
  'a stranger invented an attempt, and the card %s: it stays in and pays, one screen after the other',
  async (_, hasProof) => {
    const { box, attemptId, debits } = await strangersAttempt();
    const card = box.world.card('good');
    const before = card.transmit.bind(card);
    card.transmit = (command) =>
      command[1] === 0x5a && !hasProof ? Uint8Array.from([0x94, 0x06]) : before(command);
    const again = await box.reload();
    await again.buys('kids', 1);
    await again.reaches('result');
    expect(again.seen.join(' ')).toContain(
      'waitCard cardCheck authorising prepare authorising debiting reporting finishing result',
    );
    expect(debits).toHaveLength(2);
    const rows = await attemptsOf(again);
    expect(rows.find((row) => row.attemptId === attemptId)?.state).toBe('NOT_DEBITED_CLAIMED');
    expect(again.violations).toEqual([]);
    const cases = await again.store.room('tsp').transaction((tx) => rowsIn(tx, allCases));
    expect(cases).toEqual([]);
  },
);
