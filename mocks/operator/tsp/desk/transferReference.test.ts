/** The reference of a refund's transfer: there is one, it can be seen, and no two cases have the same. */
import { expect, test } from 'vitest';
import { putCaseOfTransfer } from '../books/store/caseStore.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { CLERK, rejectedService, SUPERVISOR } from './desk.fixture.ts';

/** Two cases whose money is to be paid back. */
async function twoRefunds() {
  const { fixture, desk, orderId } = await rejectedService();
  const { caseNo: first } = await desk.caseOf('credit-refused');
  const box = await fixture.opened('STB-9');
  const payment = await fixture.paying(box, OTHER_CARD);
  await fixture.report(box, payment.attemptId, payment.debited);
  await fixture.time.drain();
  const second = (await desk.cases()).find(
    (row) => row.kind === 'credit-refused' && row.orderId !== orderId,
  )!.caseNo;
  async function prepare(caseNo: string) {
    for (const step of ['assign', 'evidence'] as const) await desk.done(CLERK, caseNo, { step });
  }
  for (const caseNo of [first, second]) await prepare(caseNo);
  const proposal = (caseNo: string, refundRef?: string) =>
    desk.take(CLERK, caseNo, {
      step: 'propose',
      decision: 'refund',
      ...(refundRef === undefined ? {} : { refundRef }),
    });
  const approval = (caseNo: string) => desk.take(SUPERVISOR, caseNo, { step: 'approve' });
  return { fixture, desk, first, second, proposal, approval };
}

test.each([undefined, '   ', '\u200b', '\u3164', '---'])(
  '%j is no reference of a transfer',
  async (refundRef) => {
    const { first, proposal } = await twoRefunds();
    const detail = expect.stringMatching(/^refundRef: /);
    expect(await proposal(first, refundRef)).toMatchObject({
      ok: false,
      error: { code: 'request.invalid', detail },
    });
  },
);

test('a reference is stored without what cannot be seen around it', async () => {
  const { desk, first, proposal } = await twoRefunds();
  await proposal(first, ' \u200bICBC 1 ');
  const row = (await desk.cases()).find(({ caseNo }) => caseNo === first)!;
  expect([row.refundRef, row.steps.at(-1)!.refundRef]).toEqual(['ICBC 1', 'ICBC 1']);
});

test('a reference that another case was paid back by is refused, with the number of that case', async () => {
  const { first, second, proposal, approval } = await twoRefunds();
  await proposal(first, 'ICBC 1');
  expect(await approval(first)).toMatchObject({ ok: true, value: { state: 'CLOSED' } });
  for (const again of ['ICBC 1', 'icbc1']) {
    expect(await proposal(second, again)).toMatchObject({
      ok: false,
      error: {
        code: 'case.refund_ref',
        detail: `refundRef: ${JSON.stringify(again)} paid back ${first} already; give the reference of the transfer for this case`,
      },
    });
  }
  expect(await proposal(second, 'ICBC 2')).toMatchObject({ ok: true });
  expect(await approval(second)).toMatchObject({ ok: true });
});

test('of two proposals with one reference only one is approved, and the other may be proposed again', async () => {
  const { desk, first, second, proposal, approval } = await twoRefunds();
  expect(await proposal(first, 'ICBC 1')).toMatchObject({ ok: true });
  expect(await proposal(second, 'ICBC 1')).toMatchObject({ ok: true });
  const answers = await Promise.all([approval(first), approval(second)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'case.refund_ref' } });
  const open = (await desk.cases()).find(({ state }) => state === 'PROPOSED')!.caseNo;
  await desk.done(SUPERVISOR, open, { step: 'refuse' });
  expect(await proposal(open, 'ICBC 2')).toMatchObject({ ok: true });
  expect(await approval(open)).toMatchObject({ ok: true });
});

test('a transfer that an older version noted, with its hyphens, is still known', async () => {
  const { fixture, second, first, proposal } = await twoRefunds();
  await fixture.room.transaction(async (tx) => putCaseOfTransfer(tx, 'FT-1', first));
  expect(await proposal(second, 'ft-1')).toMatchObject({
    ok: false,
    error: { code: 'case.refund_ref' },
  });
});
