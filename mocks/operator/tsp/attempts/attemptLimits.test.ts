/** Limits on attempts, by box, card, household and network address; a restart forgets none of them. */
import { expect, test } from 'vitest';
import { memoryStore } from '../../../store/memoryStore.ts';
import { listRows } from '../../../store/rowList.ts';
import type { TspLimits } from '../base/limits.ts';
import { allBoxes } from '../books/store/controlStore.ts';
import { allLimits } from '../books/store/limitStore.ts';
import type { Box, Sending } from '../box.fixture.ts';
import { CARD } from '../subscriber.fixture.ts';
import { type Fixture, tspFixture } from '../tsp.fixture.ts';

/** Nothing but the limit under test is in the way. */
const OFF: Partial<TspLimits> = {
  attemptsPerTenMinutes: 1_000,
  attemptsPerCardHour: 1_000,
  attemptsPerHouseholdHour: 1_000,
  attemptsPerAddressTenMinutes: 1_000,
  unfinishedPerTenMinutes: 1_000,
  unfinishedPerHouseholdTenMinutes: 1_000,
  unfinishedPerAddressTenMinutes: 1_000,
  quotesPerMinute: 1_000,
};

const from = (address: string): Sending => ({
  tamper: ({ headers }) => headers.set('Box-Address', address),
});

let made = 0;
/** A card that nobody has seen. */
const newCard = () => ({
  ...CARD,
  serial: `0006${String(++made).padStart(16, '0')}`,
});

/** Orders something new and starts an attempt with a new card. Returns `started`, or why not. */
async function start(fixture: Fixture, box: Box, card = newCard(), sending: Sending = {}) {
  const { orderId } = await fixture.ordered(box, `service-${++made}`);
  const answer = await fixture.startAttempt(box, orderId, card, sending);
  return answer.status === 201 ? 'started' : answer.problem.code;
}

test.each([
  ['a box', { attemptsPerTenMinutes: 2 }, 600_000],
  ['a household, with any box', { attemptsPerHouseholdHour: 2 }, 3_600_000],
  ['an address, with any box', { attemptsPerAddressTenMinutes: 2 }, 600_000],
] as const)('%s has a limit of its own, also after a restart', async (who, limit, windowMs) => {
  const fixture = tspFixture({ limits: { ...OFF, ...limit } });
  const box = await fixture.opened('STB-1');
  const other = await fixture.opened(who === 'a household, with any box' ? 'STB-2' : 'STB-9');
  const second = who === 'a box' ? box : other;
  const sending = from('10.0.0.7');
  expect(await start(fixture, box, newCard(), sending)).toBe('started');
  expect(await start(fixture, second, newCard(), sending)).toBe('started');
  await fixture.restart();
  expect(await start(fixture, second, newCard(), sending)).toBe('rate.limited');
  if (who === 'an address, with any box') {
    expect(await start(fixture, second, newCard(), from('10.0.0.8'))).toBe('started');
  }
  await fixture.time.advance(windowMs);
  await second.open();
  expect(await start(fixture, second, newCard(), sending)).toBe('started');
});

test('a card is its issuer, application and last eight bytes: another serial before them is the same card', async () => {
  const ranges = ['0006', '7777', '1234'];
  const fixture = tspFixture({ limits: { ...OFF, attemptsPerCardHour: 2 }, ranges });
  const box = await fixture.opened();
  const serials = ['00061998081700001234', '77771998081700001234', '12341998081700001234'];
  const codes: string[] = [];
  for (const serial of serials) codes.push(await start(fixture, box, { ...CARD, serial }));
  expect(codes).toEqual(['started', 'started', 'rate.limited']);
  await fixture.restart();
  expect(await start(fixture, box, { ...CARD, serial: serials[0]! })).toBe('rate.limited');
  expect(await start(fixture, box)).toBe('started');
});

test.each([
  ['a box', { unfinishedPerTenMinutes: 2 }, 'STB-1'],
  ['a household', { unfinishedPerHouseholdTenMinutes: 2 }, 'STB-2'],
  ['an address', { unfinishedPerAddressTenMinutes: 2 }, 'STB-9'],
] as const)(
  '%s that takes PSAMs and never asks for MAC1 gets no more of them for a while',
  async (_who, limit, second) => {
    const fixture = tspFixture({ limits: { ...OFF, ...limit } });
    const box = await fixture.opened('STB-1');
    const sending = from('10.0.0.7');
    await start(fixture, box, newCard(), sending);
    await start(fixture, box, newCard(), sending);
    await fixture.time.advance(60_000);
    const other = await fixture.opened(second);
    expect(await start(fixture, other, newCard(), sending)).toBe('rate.limited');
    await fixture.restart();
    expect(await start(fixture, other, newCard(), sending)).toBe('rate.limited');
    await fixture.time.advance(600_000);
    await other.open();
    expect(await start(fixture, other, newCard(), sending)).toBe('started');
  },
);

test('payments that go on to MAC1, and those that a card cannot make, are finished', async () => {
  const fixture = tspFixture({ limits: { ...OFF, unfinishedPerTenMinutes: 1 } });
  const box = await fixture.opened();
  const paid = await fixture.paying(box, newCard(), 'one');
  await fixture.report(box, paid.attemptId, paid.debited);
  const { orderId } = await fixture.ordered(box, 'two');
  const card = newCard();
  const { attemptId } = (await fixture.startAttempt(box, orderId, card)).value;
  const poor = await fixture.authorise(box, attemptId, fixture.init(card, { balanceFen: 1 }));
  expect(poor.problem.code).toBe('card.insufficient');
  expect(await start(fixture, box)).toBe('started');
});

test('a card whose key no PSAM has counts: it would keep PSAMs from others, again and again', async () => {
  const fixture = tspFixture({ limits: { ...OFF, attemptsPerTenMinutes: 1 } });
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box, 'one');
  const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
  fixture.pool.fault = { kind: 'key-version' };
  expect((await fixture.authorise(box, attemptId)).problem.code).toBe('psam.busy');
  expect(await start(fixture, box)).toBe('rate.limited');
});

test('a serial with the reserved factor is no card: it gets no PSAM, which would refuse it again and again', async () => {
  const fixture = tspFixture({ limits: OFF });
  const box = await fixture.opened();
  const reserved = { ...CARD, serial: `0006${'F'.repeat(16)}` };
  expect(await start(fixture, box, reserved)).toBe('psam.none_for_card');
  expect(fixture.pool.leased()).toBe(0);
});

test('an INIT answer that comes when the lease is over leaves the payment unfinished', async () => {
  const fixture = tspFixture({ limits: { ...OFF, unfinishedPerTenMinutes: 1 } });
  const box = await fixture.opened();
  const { orderId } = await fixture.ordered(box, 'one');
  const { attemptId } = (await fixture.startAttempt(box, orderId)).value;
  fixture.pool.restart();
  expect((await fixture.authorise(box, attemptId)).problem.code).toBe('psam.busy');
  expect(await start(fixture, box)).toBe('rate.limited');
});

test('a clock that was put forward and back locks nobody out', async () => {
  const store = memoryStore();
  const fixture = tspFixture({ store, limits: { ...OFF, attemptsPerTenMinutes: 1 } });
  await fixture.time.advance(365 * 86_400_000);
  const box = await fixture.opened();
  expect(await start(fixture, box)).toBe('started');
  // A year earlier again, with the same books.
  const later = tspFixture({ store, limits: { ...OFF, attemptsPerTenMinutes: 1 } });
  await later.restart();
  const again = await later.opened('STB-1');
  expect(await start(later, again)).toBe('started');
});

test('six rejected MAC1s a day from one box, of any cards: it starts no more, and people look at it', async () => {
  const fixture = tspFixture({ limits: OFF });
  const box = await fixture.opened();
  for (let rejected = 0; rejected < 6; rejected++) {
    const { attemptId } = await fixture.paying(box, newCard(), `service-${++made}`);
    expect(
      (await fixture.report(box, attemptId, { statusWord: '9302', answers: 'command' })).status,
    ).toBe(200);
  }
  await fixture.restart();
  expect(await start(fixture, box)).toBe('rate.limited');
  const watched = await fixture.room.transaction((tx) => listRows(tx, allBoxes));
  expect(watched).toMatchObject([
    { id: 'STB-1', value: { blocked: false, watch: { why: 'too many rejected MAC1s' } } },
  ]);
  await fixture.time.advance(86_400_000);
  await box.open();
  expect(await start(fixture, box)).toBe('started');
});

test('what counts is one small row a subject, whatever the limit', async () => {
  const fixture = tspFixture({ limits: OFF });
  const box = await fixture.opened();
  for (let at = 0; at < 30; at++) await start(fixture, box, newCard(), from('10.0.0.7'));
  const rows = await fixture.room.transaction((tx) => listRows(tx, allLimits));
  const ofBox = rows.filter(({ value }) => value.subject === 'STB-1');
  expect(ofBox.map(({ value }) => value.name).sort()).toEqual(['attempts', 'quotes']);
  for (const { value } of ofBox) expect(JSON.stringify(value).length).toBeLessThan(150);
});

test.each(['blocked', 'too poor', 'limited'] as const)(
  'a card that is %s is refused before any PSAM is asked for',
  async (why) => {
    const limits = why === 'limited' ? { ...OFF, attemptsPerCardHour: 1 } : OFF;
    const fixture = tspFixture({ limits });
    if (why === 'blocked') fixture.ppp.blacklist = { cards: [CARD.serial], terminals: [] };
    await fixture.tsp.start();
    await fixture.time.drain();
    const box = await fixture.opened();
    if (why === 'limited') await start(fixture, box, CARD);
    fixture.pool.asked.length = 0;
    const card = why === 'too poor' ? { ...CARD, balanceFen: 1 } : CARD;
    expect(await start(fixture, box, card)).not.toBe('started');
    expect(fixture.pool.asked).toEqual([]);
  },
);
