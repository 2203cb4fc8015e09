import { expect, test } from 'vitest';
import { cardOf } from '../base/cardIdentity.ts';
import { getAttempt, putPayer } from '../books/store/attemptStore.ts';
import { openCases } from '../books/store/caseStore.ts';
import { chainRows } from '../books/store/historyStore.ts';
import type { CaseStepName, Person } from '../controls/desk.ts';
import { AUDITOR, agedDoubt, CLERK, SUPERVISOR } from './desk.fixture.ts';

test('nobody approves their own proposal', async () => {
  const { fixture, desk, caseNo } = await agedDoubt();
  await desk.done(SUPERVISOR, caseNo, { step: 'assign' });
  await desk.done(SUPERVISOR, caseNo, { step: 'evidence' });
  await desk.done(SUPERVISOR, caseNo, { step: 'propose', decision: 'debited' });
  expect(await fixture.tsp.desk.stepsFor(SUPERVISOR, caseNo)).toEqual(['refuse']);
  expect(await desk.take(SUPERVISOR, caseNo, { step: 'approve' })).toMatchObject({
    error: { code: 'case.same_person' },
  });
  const other: Person = { user: 'zhao', role: 'supervisor' };
  expect(await desk.take(other, caseNo, { step: 'approve' })).toMatchObject({ ok: true });
});

test.each<[Person, CaseStepName[]]>([
  [CLERK, ['assign', 'evidence', 'propose']],
  [SUPERVISOR, ['assign', 'evidence', 'propose', 'approve', 'refuse', 'reopen']],
  [AUDITOR, []],
])('%j may take the steps %j only', async (person, may) => {
  const { fixture, desk, caseNo } = await agedDoubt();
  const steps = ['assign', 'evidence', 'propose', 'approve', 'refuse', 'reopen'] as const;
  const forbidden: CaseStepName[] = [];
  for (const step of steps) {
    const taken = await fixture.tsp.desk.takeStep(person, caseNo, {
      step,
      revision: 99,
      reason: 'x',
    });
    if (!taken.ok && taken.error.code === 'role.forbidden') forbidden.push(step);
  }
  expect(steps.filter((step) => !forbidden.includes(step))).toEqual(may);
  expect((await desk.caseOf('doubt-aged')).revision).toBe(1);
});

test('a refused proposal is removed, and the case goes back to the evidence', async () => {
  const { desk, caseNo } = await agedDoubt();
  await desk.propose(caseNo, 'debited');
  const back = await desk.done(SUPERVISOR, caseNo, { step: 'refuse' });
  expect(back).toMatchObject({ state: 'EVIDENCE', assignee: 'chen', revision: 5 });
  expect(back.decision).toBeUndefined();
  expect(back.steps.map(({ step, who }) => `${who} ${step}`)).toEqual([
    'chen assign',
    'chen evidence',
    'chen propose',
    'wang refuse',
  ]);
});

test('two people at one case: the second is told that it has changed', async () => {
  const { fixture, desk, caseNo } = await agedDoubt();
  const step = { step: 'assign', revision: 1, reason: 'mine' } as const;
  const both = await Promise.all(
    [CLERK, SUPERVISOR].map((person) => fixture.tsp.desk.takeStep(person, caseNo, step)),
  );
  expect(both.map(({ ok }) => ok)).toEqual([true, false]);
  expect(both[1]).toMatchObject({ error: { code: 'case.version' } });
  expect((await desk.caseOf('doubt-aged')).assignee).toBe('chen');
});

test.each([
  [{ step: 'propose' as const }, 'request.invalid', /decision/],
  [{ step: 'propose' as const, decision: 'refund' as const }, 'request.invalid', /refundRef/],
  [{ step: 'propose' as const, decision: 'writeOff' as const }, 'case.decision', /debited, notDeb/],
  [{ step: 'approve' as const }, 'case.state', /EVIDENCE/],
])('%j is refused with %s, and says why', async (step, code, why) => {
  const { desk, caseNo } = await agedDoubt();
  await desk.done(CLERK, caseNo, { step: 'assign' });
  await desk.done(CLERK, caseNo, { step: 'evidence' });
  const refused = await desk.take(SUPERVISOR, caseNo, step);
  expect(refused).toMatchObject({ error: { code, detail: expect.stringMatching(why) } });
});

test('a case that does not exist cannot be decided', async () => {
  const { fixture } = await agedDoubt();
  const { desk } = fixture.tsp;
  const step = { step: 'assign', revision: 1, reason: 'x' } as const;
  const none = 'C20261123-9999';
  expect(await desk.takeStep(CLERK, none, step)).toMatchObject({
    error: { code: 'case.not_found' },
  });
  expect([await desk.decisionsFor(none), await desk.stepsFor(CLERK, none)]).toEqual([[], []]);
});

test('a decision that no longer fits is not posted', async () => {
  const { fixture, desk, caseNo, attemptId } = await agedDoubt();
  await desk.propose(caseNo, 'debited');
  await fixture.room.transaction(async (tx) => {
    const attempt = (await getAttempt(tx, attemptId))!;
    putPayer(tx, cardOf(attempt), attempt.init!.sequence, 'another attempt');
  });
  expect(await desk.take(SUPERVISOR, caseNo, { step: 'approve' })).toMatchObject({
    error: { code: 'case.decision' },
  });
  expect(await desk.books()).toMatchObject({ unionpay_receivable: 0, suspense_receivable: 2600 });
});

test('a closed case opens again as a new version, with all that was done before', async () => {
  const { desk, caseNo } = await agedDoubt();
  const open = () => desk.rows(openCases);
  expect(await open()).toHaveLength(1);
  await desk.decide(caseNo, 'notDebited');
  expect(await open()).toHaveLength(0);
  const again = await desk.done(SUPERVISOR, caseNo, { step: 'reopen' });
  expect(again).toMatchObject({ state: 'OPEN', version: 2, revision: 8, steps: { length: 5 } });
  expect([again.assignee, again.decision, again.closedAt]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(await open()).toHaveLength(1);
  expect((await desk.decide(caseNo, 'debited')).state).toBe('CLOSED');
});

test.each([
  ['card 6222021234567890123 seen', 'card …0123 seen'],
  ['0006199808170000 1234', '…0000 1234'],
  ['6222 0212 3456 7890 123', '…123'],
  ['receipt 20261123 00004711, case C20261123-0007, terminal 010020000001', null],
])('a card number in a typed reason is shortened: %s', async (reason, kept) => {
  const { fixture, desk, caseNo } = await agedDoubt();
  await fixture.tsp.desk.takeStep(CLERK, caseNo, { step: 'assign', revision: 1, reason });
  expect((await desk.caseOf('doubt-aged')).steps[0]!.reason).toBe(kept ?? reason);
  const audit = JSON.stringify(await desk.rows(chainRows('audit')));
  expect(audit.includes(reason)).toBe(kept === null);
});

test('a restart between two steps changes nothing', async () => {
  const { fixture, desk, caseNo, orderId } = await agedDoubt();
  await desk.propose(caseNo, 'debited');
  await fixture.restart();
  await desk.done(SUPERVISOR, caseNo, { step: 'approve' });
  await fixture.time.drain();
  expect((await desk.order(orderId)).state).toBe('COMPLETED');
});
