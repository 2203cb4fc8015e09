/** Money that people paid back by bank is not given a second time without a word. */
import { expect, test } from 'vitest';
import { D, type DayFixture, dayFixture, NEXT } from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
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

test.each([
  ['on the same day', 0],
  ['on the next day', 1],
])(
  'a payment that was paid back by bank, and opened at BOSS %s, is a difference with a case',
  async (_, days) => {
    const fixture = await dayFixture({ limits: { activationGiveUpMs: 60_000 } });
    const { boss } = fixture.operator;
    boss.faults.rejectActivation = 'service.stopped';
    boss.faults.rejectionIsFinal = false;
    const { orderId, amountFen } = await fixture.pays('basic');
    await fixture.time.advance(180_000);
    await refund(fixture, (await fixture.cases())[0]!.caseNo);
    boss.faults.rejectActivation = null;
    await fixture.time.advance(days * DAY_MS);
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
    await fixture.settle(D);
    await fixture.settle(NEXT);
    await fixture.time.advance(DAY_MS);
    await fixture.settle(D);
    const found = [...(await fixture.differences(D)), ...(await fixture.differences(NEXT))];
    const note = 'paid back by bank, and booked at BOSS as well';
    expect(found).toContainEqual(
      expect.objectContaining({ orderId, tspState: 'R', bossFen: amountFen, note, state: 'case' }),
    );
    expect(await fixture.day(D)).not.toMatchObject({ state: 'settled' });
  },
);
