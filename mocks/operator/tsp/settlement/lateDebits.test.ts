/** Debits that the PPP accepted and that are in no closing file: none is forgotten, and the day is not settled without it. */
import { expect, test } from 'vitest';
import { close, interrupted } from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { classesOf, D, dayFixture, NEXT } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';

test.each(['file', 'http'] as const)(
  'a debit that is accepted by %s after the last closing file is missing, and the next file cures it',
  async (uploadBy) => {
    const fixture = await dayFixture({ uploadBy });
    await fixture.pays('basic');
    await fixture.settle();
    await fixture.pays('film4k');
    const { tsp, ppp, boss } = fixture.operator;
    for (let turn = 0; turn < 2; turn++) {
      await tsp.settleDay(D);
      await ppp.receive(fixture.exchange);
      await boss.receive(fixture.exchange);
    }
    const day = await tsp.settleDay(D);
    expect(day).toMatchObject({ state: 'waiting', tsp: { count: 2 }, ppp: { count: 1 } });
    expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
    const { day: closed } = await fixture.settle();
    expect(closed).toMatchObject({ state: 'settled', ppp: closed.tsp });
    expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP cured']);
    expect(await fixture.cases()).toEqual([]);
  },
);

test('while the PPP closes the day no more, people get the debit after three days; the day waits no longer', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  const { attemptId } = await fixture.pays('film4k');
  const { tsp, ppp, boss } = fixture.operator;
  const state = async () => {
    for (let turn = 0; turn < 3; turn++) {
      await tsp.settleDay(D);
      await ppp.receive(fixture.exchange);
      await boss.receive(fixture.exchange);
    }
    return (await tsp.settleDay(D)).state;
  };
  expect(await state()).toBe('waiting');
  await fixture.time.advance(DAY_MS);
  expect(await state()).toBe('waiting');
  await fixture.time.advance(2 * DAY_MS);
  // Money is missing: that is explained, and not settled.
  expect(await state()).toBe('explained');
  expect(await fixture.differences()).toMatchObject([{ class: 'MISSING_AT_PPP', state: 'case' }]);
  expect(await fixture.cases()).toMatchObject([{ kind: 'missing-at-ppp', attemptId }]);
});

test('a closing file that was taken before the day’s payments closes none of them', async () => {
  const fixture = await dayFixture();
  const { tsp, ppp, boss } = fixture.operator;
  await close(fixture, '01', []);
  await tsp.settleDay(D);
  await fixture.pays('basic');
  await fixture.pays('film4k');
  for (let turn = 0; turn < 3; turn++) {
    await tsp.settleDay(D);
    await ppp.receive(fixture.exchange);
    await boss.receive(fixture.exchange);
  }
  expect(await tsp.settleDay(D)).toMatchObject({ state: 'waiting', ppp: { count: 0 } });
  const missing = ['MISSING_AT_PPP waiting', 'MISSING_AT_PPP waiting'];
  expect(classesOf(await fixture.differences())).toEqual(missing);
  const { day } = await fixture.settle();
  expect(day).toMatchObject({ state: 'settled', ppp: day.tsp });
});

/** Every number was tried in an earlier run. */
const STRIDE = 5;

test('a debit that is entered at any moment while the closing file is compared is not forgotten', async () => {
  let length = Number.POSITIVE_INFINITY;
  for (let number = 1; number <= length; number += STRIDE) {
    const at = { calls: 0, number: 0, meanwhile: async () => {} };
    const fixture = await dayFixture({ wrapStore: interrupted(at) });
    await fixture.pays('basic');
    const late = await fixture.pays('film4k', false);
    const { tsp, ppp, boss } = fixture.operator;
    const exchanged = async () => {
      await tsp.settleDay(D);
      await ppp.receive(fixture.exchange);
      await boss.receive(fixture.exchange);
    };
    await exchanged();
    await ppp.closeDay(fixture.exchange, D);
    at.meanwhile = async () => {
      (await late.tell()).value;
    };
    at.calls = 0;
    at.number = number;
    await exchanged();
    length = Math.min(length, at.calls);
    if (number > length) break;
    await exchanged();
    await exchanged();
    expect((await fixture.attempt(late.attemptId))?.claim).toBe('ACCEPTED');
    const where = `at ${number} of ${length}`;
    expect(await fixture.day(), where).toMatchObject({ state: 'waiting', ppp: { count: 1 } });
    expect(classesOf(await fixture.differences()), where).toContain('MISSING_AT_PPP waiting');
  }
  expect(length).toBeGreaterThan(20);
}, 120_000);

test('the closing file of an earlier day that was damaged on its way is written again', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  const late = await fixture.pays('film4k', false);
  await fixture.time.advance(120_000);
  await fixture.settle();
  const { tsp, ppp, boss } = fixture.operator;
  while (tsp.businessDate() < NEXT) await fixture.time.advance(1_800_000);
  (await late.tell()).value;
  await fixture.time.drain();
  await tsp.settleDay(NEXT);
  await ppp.receive(fixture.exchange);
  await boss.receive(fixture.exchange);
  await ppp.closeDay(fixture.exchange, NEXT);
  const name = `QS01020000${D}-02.txt`;
  const seal = (await fixture.exchange.seal('ppp/out', name))!;
  async function* torn() {
    yield new Uint8Array(3);
  }
  await fixture.exchange.write('ppp/out', name, torn(), () => seal);
  await fixture.settle(NEXT);
  await fixture.settle(NEXT);
  expect(await fixture.exchange.wasTaken('ppp/out', name)).toBe('error');
  const day = (await fixture.day())!;
  expect(day).toMatchObject({ state: 'settled', tsp: { count: 2 }, ppp: day.tsp });
  expect((await fixture.differences()).filter(({ state }) => state !== 'cured')).toEqual([]);
});

test('an earlier day whose file the PPP cannot write keeps it from closing no other', async () => {
  const earlier = '20261122';
  const fixture = await dayFixture();
  const wrapped = {
    ...fixture.exchange,
    write: async (...given: Parameters<typeof fixture.exchange.write>) => {
      if (given[1].includes(earlier)) throw new Error('no room');
      return fixture.exchange.write(...given);
    },
  };
  await fixture.operator.ppp.closeDay(wrapped, earlier).catch(() => undefined);
  expect(await fixture.operator.ppp.closeDay(wrapped, D)).toEqual([D]);
  expect(fixture.logs.join('\n')).toContain(`closing ${earlier} again: Error: no room`);
});

test.each(['in the same run', 'in a later run'])(
  'a closing file that was made before the PPP accepted a debit, and is read %s, leaves the day waiting',
  async (when) => {
    let isLate = false;
    const fixture = await dayFixture({
      wrapExchange: (exchange) => ({
        ...exchange,
        list: async (folder) =>
          (await exchange.list(folder)).filter((name) => !isLate || !name.startsWith('QS')),
      }),
    });
    await fixture.pays('basic');
    const { tsp, ppp, boss } = fixture.operator;
    for (let turn = 0; turn < 2; turn++) {
      await tsp.settleDay(D);
      await ppp.receive(fixture.exchange);
      await boss.receive(fixture.exchange);
    }
    await fixture.pays('film4k');
    await tsp.settleDay(D);
    await boss.receive(fixture.exchange);
    await ppp.closeDay(fixture.exchange, D);
    await fixture.time.advance(60_000);
    await ppp.receive(fixture.exchange);
    isLate = when === 'in a later run';
    await tsp.settleDay(D);
    isLate = false;
    expect(await tsp.settleDay(D)).toMatchObject({ state: 'waiting', tsp: { count: 2 } });
    expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
    const { day } = await fixture.settle();
    expect(day).toMatchObject({ state: 'settled', ppp: day.tsp });
    expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP cured']);
  },
);
