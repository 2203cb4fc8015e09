/** Money that people paid back by bank is not given a second time without a word. */
import { expect, test } from 'vitest';
import { decide } from '../../../../e2e/virtual/answerFiles.fixture.ts';
import { D, type DayFixture, dayFixture, NEXT } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS, dayAfter } from '../../../../src/shared/time.ts';
import { resend } from '../books/dayRows.ts';
import { getCase } from '../books/store/caseStore.ts';
import { getDayWork, markDayOpen, putDayWork } from '../books/store/dayStore.ts';
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

/** What is said of an order in all days, and every case about what BOSS alone has. */
async function sayingsOf(fixture: DayFixture, orderId: string) {
  const dates = [0, 1, 2, 3].map((day) => dayAfter(D, day));
  const found = (await Promise.all(dates.map(fixture.differences))).flat();
  const kinds = ['missing-at-tsp', 'state-diff'];
  return {
    found: found.filter((row) => row.orderId === orderId && row.bossFen !== undefined),
    cases: (await fixture.cases()).filter(({ kind }) => kinds.includes(kind)),
  };
}

/** Has BOSS asked about the day once more, as half a day after an answer with an open difference. */
const askedAgain = ({ rooms }: DayFixture, date: string): Promise<void> =>
  rooms.tsp.transaction(async (tx) => {
    putDayWork(tx, date, resend((await getDayWork(tx, date))!));
    markDayOpen(tx, date, true);
  });

test.each([
  ['on the day of its debit, which is asked again', 0, 0],
  ['two days later, and that day is asked again', 2, 2],
  ['two days later, and the day of its debit is asked again', 2, 0],
])(
  'what was paid back, and BOSS booked late in the evening %s, has one case',
  async (_, days, asked) => {
    const { fixture, orderId, amountFen } = await paidBack();
    const { time } = fixture;
    const dates = [0, 1, 2, 3].map((day) => dayAfter(D, day));
    const settleAll = async () => {
      for (const date of dates.slice(0, days + 2)) await fixture.settle(date);
    };
    for (const date of dates.slice(0, days)) await fixture.settle(date);
    const evening = Date.parse('2026-11-23T23:40:00+08:00') + days * DAY_MS;
    await time.advance(evening - time.clock.now());
    await fixture.settle(dates[days]);
    await opens(fixture, orderId, amountFen);
    await time.advance(DAY_MS);
    await settleAll();
    await askedAgain(fixture, dates[asked]!);
    await settleAll();
    await time.advance(2 * DAY_MS);
    await settleAll();
    const open = await sayingsOf(fixture, orderId);
    expect(open.found).toHaveLength(2);
    expect(open.cases).toHaveLength(1);
    await decide(fixture, open.cases[0]!.caseNo, 'explained');
    await askedAgain(fixture, dates[asked]!);
    await settleAll();
    const decided = await sayingsOf(fixture, orderId);
    expect(decided.cases).toMatchObject([{ state: 'CLOSED' }]);
    expect(decided.found.filter(({ state }) => state === 'waiting' || state === 'case')).toEqual(
      [],
    );
  },
);

test('what only BOSS has, booked late in the evening, is in two answers and has one case', async () => {
  const fixture = await dayFixture();
  const { time, operator } = fixture;
  const orderId = '01HF7YAT31JZECA3K2V2W6E9QA';
  await time.advance(Date.parse('2026-11-23T23:34:00+08:00') - time.clock.now());
  const body = { subscriberId: 'sub-20062107', amountFen: 2_600 };
  const credited = await operator.doors.boss(
    new Request(`https://boss.invalid/boss/v1/orders/${orderId}/credit`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
  expect(credited.status).toBe(200);
  await fixture.settle(D);
  await fixture.settle(NEXT);
  await time.advance(DAY_MS);
  await fixture.settle(NEXT);
  const { found, cases } = await sayingsOf(fixture, orderId);
  expect(found.map(({ date }) => date)).toEqual([D, NEXT]);
  expect(cases).toHaveLength(1);
});
