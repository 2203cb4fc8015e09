/** Money that people paid back by bank is not given a second time without a word. */
import { expect, test } from 'vitest';
import { D, type DayFixture, dayFixture, NEXT } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS, dayAfter } from '../../../../src/shared/time.ts';
import { getCase } from '../books/store/caseStore.ts';
import type { CaseStep } from '../controls/desk.ts';

const CLERK = { user: 'chen', role: 'clerk' } as const;
const SUPERVISOR = { user: 'wang', role: 'supervisor' } as const;

async function refund({ operator, rooms }: DayFixture, caseNo: string): Promise<void> {
  const { desk } = operator.tsp;
  const take = async (given: Pick<CaseStep, 'step' | 'decision' | 'refundRef'>) => {
    const { revision } = (await rooms.tsp.transaction((tx) => getCase(tx, caseNo)))!;
    const shown = (await desk.previewsFor(caseNo)).find(({ decision }) => decision === 'refund');
    const signed = shown ? { previewDigest: shown.digest } : {};
    const step = { ...given, ...signed, revision, reason: 'why' };
    const taken = await desk.takeStep(given.step === 'approve' ? SUPERVISOR : CLERK, caseNo, step);
    if (!taken.ok) throw new Error(JSON.stringify(taken.error));
  };
  await take({ step: 'assign' });
  await take({ step: 'evidence' });
  await take({ step: 'propose', decision: 'refund', refundRef: 'TR-1' });
  await take({ step: 'approve' });
}

/** A payment of the day that BOSS would not open, and that people paid back. */
async function paidBack() {
  const fixture = await dayFixture({ limits: { activationGiveUpMs: 60_000 } });
  const { boss } = fixture.operator;
  boss.faults.rejectActivation = 'service.stopped';
  boss.faults.rejectionIsFinal = false;
  const paid = await fixture.pays('basic');
  await fixture.time.advance(180_000);
  await refund(fixture, (await fixture.cases())[0]!.caseNo);
  boss.faults.rejectActivation = null;
  return { fixture, ...paid };
}

/** BOSS opens it after all. */
async function opens(fixture: DayFixture, orderId: string, amountFen: number): Promise<void> {
  const body = {
    subscriberId: 'sub-20062107',
    amountFen,
    items: [{ serviceId: 'basic', months: 1 }],
    paidAt: '2026-11-23T20:40:00+08:00',
  };
  const opened = await fixture.operator.doors.boss(
    new Request(`https://boss.invalid/boss/v1/orders/${orderId}/activation`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
  expect(await opened.json()).toMatchObject({ state: 'ACTIVATED' });
}

const note = 'paid back by bank, and booked at BOSS as well';

test.each([
  ['on the same day', 0],
  ['on the next day', 1],
])(
  'a payment that was paid back by bank, and opened at BOSS %s, is a difference with a case',
  async (_, days) => {
    const { fixture, orderId, amountFen } = await paidBack();
    await fixture.time.advance(days * DAY_MS);
    await opens(fixture, orderId, amountFen);
    await fixture.settle(D);
    await fixture.settle(NEXT);
    await fixture.time.advance(DAY_MS);
    await fixture.settle(D);
    const found = [...(await fixture.differences(D)), ...(await fixture.differences(NEXT))];
    expect(found).toContainEqual(
      expect.objectContaining({ orderId, tspState: 'R', bossFen: amountFen, note, state: 'case' }),
    );
    expect(await fixture.day(D)).not.toMatchObject({ state: 'settled' });
  },
);

test.each([
  ['before the answer of BOSS', 0, false],
  ['after the answer of BOSS', 0, true],
  ['two days later, after the answer of BOSS', 2, true],
  ['two days later, before the answer of BOSS', 2, false],
])(
  'a payment that was paid back by bank, and opened late in the evening %s, is one difference with a case',
  async (_, days, isAnswered) => {
    const { fixture, orderId, amountFen } = await paidBack();
    const { time } = fixture;
    const evening = Date.parse('2026-11-23T23:40:00+08:00') + days * DAY_MS;
    const dates = [0, 1, 2, 3].map((day) => dayAfter(D, day));
    for (const date of dates.slice(0, days)) await fixture.settle(date);
    await time.advance(evening - time.clock.now());
    if (isAnswered) await fixture.settle(dates[days]);
    await opens(fixture, orderId, amountFen);
    if (!isAnswered) await fixture.settle(dates[days]);
    await time.advance(DAY_MS);
    // What BOSS answers a second time says the same.
    for (let runs = 0; runs < 2; runs++) {
      for (const date of dates.slice(0, days + 2)) await fixture.settle(date);
      await fixture.pays('film4k');
    }
    const found = (await Promise.all(dates.map(fixture.differences))).flat();
    expect(found.filter((row) => row.note === note)).toEqual([
      expect.objectContaining({ orderId, tspState: 'R', bossFen: amountFen, state: 'case' }),
    ]);
  },
);
