import { expect, test } from 'vitest';
import {
  classesOf,
  D,
  type DayFixture,
  dayFixture,
  NEXT,
} from '../../../../e2e/virtual/day.fixture.ts';
import { listRows, rowsIn } from '../../../store/rowList.ts';
import { keys as boss } from '../../boss/base/bossStore.ts';
import {
  blacklistOf,
  dropDebit,
  dropListedTerminal,
  dropSettled,
  putSettled,
  settledOn,
} from '../../ppp/pppStore.ts';
import type { SettledRow } from '../../settlement/settlementTypes.ts';
import type { AttemptRow } from '../books/rows.ts';
import { markClaim } from '../books/store/attemptStore.ts';
import { isOnItsWay } from './sightings.ts';

const HOUR = 3_600_000;
type Payment = Awaited<ReturnType<DayFixture['pays']>>;

/** Makes two payments, applies `change` with the first of them, settles the day and returns what was found. */
async function settledAfter(
  change: (fixture: DayFixture, payment: Payment) => Promise<unknown>,
  options?: Parameters<typeof dayFixture>[0],
) {
  const fixture = await dayFixture(options);
  const payment = await fixture.pays('basic');
  await fixture.pays('film4k');
  await change(fixture, payment);
  const { day } = await fixture.settle();
  const differences = await fixture.differences();
  return { fixture, payment, day, differences, only: differences[0]! };
}

const kinds = async (fixture: DayFixture) => (await fixture.cases()).map(({ kind }) => kind);

/** Makes BOSS forget an order, as if a backup had been restored. */
async function forget({ rooms }: DayFixture, { orderId, amountFen }: Payment): Promise<void> {
  await rooms.boss.transaction(async (tx) => {
    tx.delete(boss.order(orderId));
    tx.delete(boss.dayOrder(D, orderId));
    tx.delete(boss.subscription('sub-20062107', 'basic'));
    const books = (await tx.get<{ count: number; totalFen: number }>(boss.dayBooks(D)))!;
    tx.put(boss.dayBooks(D), { count: books.count - 1, totalFen: books.totalFen - amountFen });
  });
}

test('MISSING_AT_BOSS: BOSS is asked and told again, and the difference is cured', async () => {
  const { fixture, payment, only } = await settledAfter(forget);
  expect(only).toMatchObject({
    class: 'MISSING_AT_BOSS',
    orderId: payment.orderId,
    tspState: 'S',
    tspFen: payment.amountFen,
  });
  expect(only.step).toContain('told again');
  expect(only.bossFen).toBeUndefined();
  const { day } = await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_BOSS cured']);
  expect(day.boss).toEqual(day.tsp);
  expect(await kinds(fixture)).toEqual([]);
});

test('MISSING_AT_BOSS for a day becomes one case', async () => {
  const { fixture } = await settledAfter(async (world, payment) => {
    await forget(world, payment);
    world.operator.boss.faults.rejectActivation = 'service.stopped';
    world.operator.boss.faults.rejectionIsFinal = false;
  });
  await fixture.time.advance(23 * HOUR);
  await fixture.settle();
  expect(await kinds(fixture)).toEqual([]);
  await fixture.time.advance(2 * HOUR);
  await fixture.settle(NEXT);
  await fixture.settle(NEXT);
  expect(await kinds(fixture)).toHaveLength(1);
});

test('MISSING_AT_TSP: a case at once; an attempt in doubt is found', async () => {
  const fixture = await dayFixture();
  const { orderId, amountFen, tell } = await fixture.pays('basic', false);
  await fixture.time.advance(31_000);
  const put = async (body: object) =>
    fixture.operator.doors.boss(
      new Request(`https://boss.invalid/boss/v1/orders/${orderId}/activation`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  const items = [{ serviceId: 'basic', months: 1 }];
  const paidAt = '2026-11-23T20:40:00+08:00';
  await put({ subscriberId: 'sub-20062107', amountFen, items, paidAt });
  await fixture.settle();
  const found = await fixture.differences();
  expect(classesOf(found)).toEqual(['IN_DOUBT_OPEN listed', 'MISSING_AT_TSP case']);
  expect(found[1]).toMatchObject({ orderId, bossFen: amountFen, attemptId: found[0]!.attemptId });
  expect(found[1]).toMatchObject({ note: expect.stringContaining('in doubt') });
  expect(await kinds(fixture)).toEqual(['missing-at-tsp']);
  (await tell()).value;
  await fixture.time.drain();
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toContain('IN_DOUBT_OPEN cured');
  expect(classesOf(await fixture.differences())).toContain('MISSING_AT_TSP cured');
});

test('MISSING_AT_PPP: after a day the claim goes into the next batch, once', async () => {
  const { fixture, payment } = await settledAfter(async (world, { attemptId, orderId }) => {
    await world.operator.tsp.uploadDay(D);
    await world.operator.ppp.receive(world.exchange);
    await world.operator.tsp.settleDay(D);
    const { asn, issuer, applicationType, init } = (await world.attempt(attemptId))!;
    await world.rooms.ppp.transaction(async (tx) => {
      const cardSequence = init!.sequence.toString(16).toUpperCase().padStart(4, '0');
      dropDebit(tx, { issuer, applicationType, cardSerial: asn, cardSequence });
      for (const debit of await rowsIn(tx, settledOn('CITYCABLE', D, orderId))) {
        dropSettled(tx, 'CITYCABLE', D, debit);
      }
    });
  });
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
  await fixture.time.advance(23 * HOUR);
  await fixture.settle();
  expect((await fixture.differences())[0]!.step).toBeUndefined();
  await fixture.time.advance(HOUR);
  await fixture.settle();
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP cured']);
  expect((await fixture.differences())[0]!.step).toContain('next batch');
  expect(await fixture.attempt(payment.attemptId)).toMatchObject({
    claim: 'ACCEPTED',
    verdict: { batchId: `CITYCABLE-${D}-02`, result: '00' },
  });
  expect(await kinds(fixture)).toEqual([]);
});

test('UNKNOWN_AT_TSP: the terminal number is frozen and a case opened at once', async () => {
  const stranger: SettledRow = {
    batchId: `OTHER-${D}-01`,
    index: 0,
    terminalNo: '010020000004',
    terminalSequence: '00000007',
    cardSerial: '00062226000000009999',
    cardSequence: '0003',
    amountFen: 1_234,
    // As long as it may be.
    orderId: 'Z'.repeat(40),
  };
  const { fixture, only, differences } = await settledAfter(async (world) => {
    const { batchId, ...debit } = stranger;
    await world.rooms.ppp.transaction(async (tx) =>
      putSettled(tx, 'CITYCABLE', D, { ...debit, batchId }),
    );
  });
  expect(classesOf(differences)).toEqual(['UNKNOWN_AT_TSP case']);
  expect(only).toMatchObject({ id: '01002000000400000007', pppFen: 1_234 });
  expect(await kinds(fixture)).toEqual(['unknown-at-tsp']);
  expect(fixture.logs.join()).toContain('ALARM');
  const { psams } = await fixture.operator.tsp.desk.pool();
  expect(psams.filter(({ state }) => state === 'frozen').map((psam) => psam.terminalNo)).toEqual([
    '010020000004',
  ]);
  expect(JSON.stringify([only, fixture.logs])).not.toContain(stranger.cardSerial);
});

test('AMOUNT_DIFF: at BOSS and at the PPP it is one row each, because people decide them one by one', async () => {
  const { differences, fixture } = await settledAfter(async (world, { attemptId }) => {
    await world.settle();
    const change = { amountFen: 1 };
    await world.changeAttempt(attemptId, change);
    await world.rooms.ppp.transaction(async (tx) => {
      for (const debit of await rowsIn(tx, settledOn('CITYCABLE', D))) {
        dropSettled(tx, 'CITYCABLE', D, debit);
        putSettled(tx, 'CITYCABLE', D, { ...debit, index: 9 });
      }
    });
  });
  expect(classesOf(differences)).toEqual(['AMOUNT_DIFF case', 'AMOUNT_DIFF case']);
  const amounts = differences.map(({ tspFen, bossFen, pppFen }) => [tspFen, bossFen, pppFen]);
  expect(amounts).toContainEqual([1, 2_600, undefined]);
  expect(amounts).toContainEqual([1, undefined, 2_600]);
  expect(await kinds(fixture)).toEqual(['amount-diff', 'amount-diff']);
});

test('DUPLICATE: the PPP has one debit twice', async () => {
  const { differences, fixture } = await settledAfter(async (world, { orderId }) => {
    await world.operator.tsp.settleDay(D);
    await world.operator.ppp.receive(world.exchange);
    await world.rooms.ppp.transaction(async (tx) => {
      const [debit] = await rowsIn(tx, settledOn('CITYCABLE', D, orderId));
      putSettled(tx, 'CITYCABLE', D, { ...debit!, index: 77 });
    });
  });
  expect(classesOf(differences)).toEqual(['DUPLICATE case']);
  expect(await kinds(fixture)).toEqual(['duplicate']);
});

test('TAC_INVALID: the claim is rejected; the difference has the case of the rejection', async () => {
  const { differences, only, fixture, payment } = await settledAfter((world, { attemptId }) =>
    world.changeAttempt(attemptId, { tac: '12345678' }),
  );
  expect(classesOf(differences)).toEqual(['TAC_INVALID case']);
  expect(only.caseNo).toBe((await fixture.cases())[0]!.caseNo);
  expect(await kinds(fixture)).toEqual(['claim-rejected']);
  expect((await fixture.attempt(payment.attemptId))?.claim).toBe('REJECTED');
});

test('CLAIM_REJECTED: after a rework the claim goes into the next batch', async () => {
  const { differences, fixture, payment } = await settledAfter((world, { terminalNo }) =>
    world.operator.ppp.blacklistTerminal(terminalNo),
  );
  expect(classesOf(differences)).toEqual(['CLAIM_REJECTED case']);
  await fixture.rooms.ppp.transaction(async (tx) => {
    for (const { id } of await listRows(tx, blacklistOf('terminals'))) {
      dropListedTerminal(tx, id);
    }
  });
  await fixture.rooms.tsp.transaction(async (tx) => {
    markClaim(tx, D, payment.attemptId, true);
  });
  await fixture.changeAttempt(payment.attemptId, { claim: 'UNCLAIMED' });
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['CLAIM_REJECTED cured']);
  expect((await fixture.attempt(payment.attemptId))?.claim).toBe('ACCEPTED');
});

test('STATE_DIFF: completed here, rejected at BOSS', async () => {
  const { differences, only } = await settledAfter((world, { orderId }) =>
    world.rooms.boss.transaction(async (tx) => {
      const order = (await tx.get<object>(boss.order(orderId)))!;
      const { openedAt: _, ...rest } = order as { openedAt?: number };
      tx.put(boss.order(orderId), {
        ...rest,
        state: 'REJECTED',
        reason: 'service.stopped',
        final: true,
      });
      tx.delete(boss.dayOrder(D, orderId));
      tx.put(boss.dayBooks(D), { count: 1, totalFen: 3_000 });
    }),
  );
  expect(classesOf(differences)[0]).toMatch('STATE_DIFF waiting');
  expect(only).toMatchObject({ tspState: 'S', bossState: 'REJECTED' });
});

test('IN_DOUBT_OPEN: listed, and a case by its own deadline after three days', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic', false);
  await fixture.time.advance(31_000);
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['IN_DOUBT_OPEN listed']);
  await fixture.time.advance(73 * HOUR);
  await fixture.settle('20261126');
  expect(classesOf(await fixture.differences())).toEqual(['IN_DOUBT_OPEN case']);
  expect(await kinds(fixture)).toEqual(['doubt-aged']);
});

test('TOTAL_ONLY: the totals are computed again, and the difference is cured', async () => {
  const wrong = (world: DayFixture) =>
    world.rooms.boss.transaction(async (tx) => tx.put(boss.dayBooks(D), { count: 5, totalFen: 5 }));
  const { differences, fixture } = await settledAfter(wrong);
  expect(classesOf(differences)).toEqual(['TOTAL_ONLY cured']);
  expect(differences[0]!.step).toContain('compute their totals again');
  expect(await kinds(fixture)).toEqual([]);
});

test.each([
  ['BATCHED', 24 * HOUR - 1, true],
  ['SENT', 24 * HOUR - 1, true],
  ['SENT', 24 * HOUR, false],
  ['UNCLAIMED', 0, false],
  ['REJECTED', 0, false],
] as const)('a claim that is %s %i ms after its debit: on its way is %s', (claim, after, is) => {
  expect(isOnItsWay({ claim, debitedAt: 7 } as AttemptRow, 7 + after)).toBe(is);
});
