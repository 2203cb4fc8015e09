/**
 * Two people call an attempt debited that the card never was asked for; then the card's answer to another one with the same number
 * comes. Cards, PPP, BOSS and files are the simulated ones.
 */
import { expect, test } from 'vitest';
import { CITY_CABLE } from '../../mocks/card/issuers.ts';
import { secondBox } from '../../mocks/operator/boss/seed/seed.ts';
import type { CaseRow } from '../../mocks/operator/tsp/books/cases.ts';
import { createBox } from '../../mocks/operator/tsp/box.fixture.ts';
import type { Decision } from '../../mocks/operator/tsp/controls/desk.ts';
import { restFaults, safetyFaults } from '../../mocks/world/invariants.ts';
import { classesOf, D, type DayFixture, dayFacts, dayFixture, settleBoth } from './day.fixture.ts';
import { decide } from './people.fixture.ts';

const ABOUT = {
  issuer: CITY_CABLE.id,
  applicationType: '02',
  applicationVersion: '01',
  validFrom: '20250101',
  validTo: '20351231',
  atr: '3B6D000080650849048653',
};
const DAYS_MS = 3 * 86_400_000 + 120_000;
/** The day on which people decide, and BOSS opens the service. */
const OPENED = '20261126';

async function people(fixture: DayFixture, attemptId: string, decision: Decision) {
  const { desk } = fixture.operator.tsp;
  for (const row of await fixture.cases()) {
    if (row.attemptId !== attemptId || row.state === 'CLOSED') continue;
    if (!(await desk.decisionsFor(row.caseNo)).includes(decision)) continue;
    await decide(desk, row, decision);
    await fixture.time.drain();
    return;
  }
  throw new Error(`no case of ${attemptId} for ${decision}`);
}

/** The box died with the MAC1 of the first; the card paid the second with the same number, and its report was lost. */
async function mistaken({ isUnserved = false } = {}) {
  const fixture = await dayFixture();
  const { publicFile } = fixture.card.state;
  const second = await fixture.pays('film4k', false);
  // In the first box a stand-in takes the MAC1: the card itself is not asked, and nobody hears of it.
  const box = createBox(fixture.time, fixture.operator.doors.tsp, secondBox.stbId, secondBox.key);
  const first = await fixture.pays('basic', false, publicFile.slice(20, 40), { box });
  await fixture.time.advance(DAYS_MS);
  const { faults } = fixture.operator.boss;
  if (isUnserved) Object.assign(faults, { rejectActivation: 'account.closed', rejectCredit: true });
  await people(fixture, first.attemptId, 'debited');
  Object.assign(faults, { rejectActivation: null, rejectCredit: false });
  return { fixture, first, second };
}

/** The same, within one order: its box gave the first up, and reads it out of a log, at once or days later. */
async function mistakenInOneOrder(afterMs = 0) {
  const fixture = await dayFixture();
  const serial = fixture.card.state.publicFile.slice(20, 40);
  const box = createBox(fixture.time, fixture.operator.doors.tsp, secondBox.stbId, secondBox.key);
  const first = await fixture.pays('basic', false, serial, { box });
  await box.post(`/attempts/${first.attemptId}/abandon`, { debitSent: false, reason: 'back' });
  const second = await fixture.pays('basic', false, undefined, { box, of: first });
  const { mac1 } = (await fixture.attempt(first.attemptId))!;
  const { amountFen, terminalNo } = first;
  const { date, time } = mac1!;
  await fixture.time.advance(afterMs);
  (await box.open()).value;
  await box.post(`/attempts/${first.attemptId}/resolve`, {
    card: { ...ABOUT, serialToken: await box.serialToken(serial) },
    proofs: [],
    sequence: 1,
    log: [{ sequence: 1, amountFen, type: '06', terminalNo, date, time }],
  });
  await people(fixture, first.attemptId, 'debited');
  return { fixture, first, second };
}

/** Two people follow the signature, and the days are settled: the signed debit is claimed and paid. Answers the facts. */
async function followed(fixture: DayFixture, { attemptId }: { readonly attemptId: string }) {
  await people(fixture, attemptId, 'followSignature');
  expect(safetyFaults(await dayFacts(fixture))).toEqual([]);
  await settleBoth(fixture);
  const facts = await dayFacts(fixture);
  expect(restFaults(facts)).toEqual([]);
  expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'ACCEPTED' });
  return facts;
}

const openOf = (rows: readonly CaseRow[]) => rows.filter(({ state }) => state !== 'CLOSED');

test.each(['before', 'after'] as const)(
  'the signed answer comes %s the days are settled: the PPP pays what the card paid, and the rest is a loss that is in the books',
  async (when) => {
    const { fixture, first, second } = await mistaken();
    if (when === 'after') await settleBoth(fixture);
    await second.tell();
    expect(safetyFaults(await dayFacts(fixture))).toEqual([]);
    const facts = await followed(fixture, second);
    expect(await fixture.attempt(first.attemptId)).toMatchObject({ state: 'NOT_DEBITED' });
    expect(facts.books).toMatchObject({
      unionpay_receivable: second.amountFen,
      write_off: first.amountFen,
      operator_revenue: -first.amountFen - second.amountFen,
    });
    for (const date of [OPENED, D, OPENED]) await fixture.settle(date);
    expect(openOf(await fixture.cases())).toEqual([]);
    expect((await fixture.differences()).filter(({ state }) => state === 'waiting')).toEqual([]);
  },
);

test.each(['before', 'after'] as const)(
  'both are attempts of one order, and the signed answer comes %s the days are settled: the signed one pays, nobody loses',
  async (when) => {
    const { fixture, first, second } = await mistakenInOneOrder();
    if (when === 'after') await settleBoth(fixture);
    await second.tell();
    const facts = await followed(fixture, second);
    expect(await fixture.order(first.orderId)).toMatchObject({ paidBy: second.attemptId });
    expect(facts.books).toMatchObject({ unionpay_receivable: second.amountFen, write_off: 0 });
    expect(openOf(await fixture.cases())).toEqual([]);
  },
);

test('BOSS opened the service when people called the first one debited, days before the signed one was known: the sides agree', async () => {
  const { fixture, second } = await mistakenInOneOrder(DAYS_MS);
  await fixture.time.advance(DAYS_MS);
  await second.tell();
  await followed(fixture, second);
  for (const date of [D, OPENED, D, OPENED]) await fixture.settle(date);
  await fixture.time.advance(DAYS_MS);
  for (const date of [D, OPENED]) await fixture.settle(date);
  expect(classesOf(await fixture.differences())).toEqual(['DAY_EDGE listed']);
  expect(classesOf(await fixture.differences(OPENED))).toEqual(['DAY_EDGE listed']);
  expect(openOf(await fixture.cases())).toEqual([]);
});

test('nothing was given for it: its posting is taken back, its order ends unpaid, and both sides agree', async () => {
  const { fixture, first, second } = await mistaken({ isUnserved: true });
  expect(await fixture.order(first.orderId)).toMatchObject({ state: 'REFUND_DUE' });
  await settleBoth(fixture);
  await second.tell();
  const facts = await followed(fixture, second);
  expect(await fixture.order(first.orderId)).toMatchObject({ state: 'CANCELLED' });
  expect(facts.books).toMatchObject({
    unionpay_receivable: second.amountFen,
    write_off: 0,
    operator_revenue: -second.amountFen,
  });
  expect(openOf(await fixture.cases())).toEqual([]);
});
