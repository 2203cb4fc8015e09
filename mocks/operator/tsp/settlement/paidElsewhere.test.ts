/** What the PPP pays under another day than the debit's is paid: nobody claims it again, writes it off, or loses it. */
import { expect, test } from 'vitest';
import {
  books,
  close,
  decide,
  rowOf,
  settledRows,
} from '../../../../e2e/virtual/answerFiles.fixture.ts';
import {
  classesOf,
  D,
  type DayFixture,
  dayFixture,
  NEXT,
} from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { dayReport } from '../../backend/day/dayReport.ts';

/** Settles without a closing file of the PPP's own. */
async function settled(fixture: DayFixture, date = NEXT) {
  const { tsp, ppp, boss } = fixture.operator;
  while (tsp.businessDate() < date) await fixture.time.advance(1_800_000);
  for (let turn = 0; turn < 3; turn++) {
    await tsp.settleDay(date);
    await boss.receive(fixture.exchange);
    await ppp.receive(fixture.exchange);
  }
}

const claimsFiles = ({ exchange }: DayFixture) =>
  exchange.wasTaken('ppp/in', `PP01020000${D}02.txt`);

/** A payment of D that the closing file of D lacks and that of the next day lists. */
async function listedNextDay() {
  const fixture = await dayFixture();
  const { attemptId } = await fixture.pays('basic');
  await settled(fixture, D);
  const rows = await settledRows(fixture);
  await close(fixture, '01', []);
  await settled(fixture, D);
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
  await fixture.time.advance(DAY_MS / 4);
  await close(fixture, '01', rows, NEXT);
  await settled(fixture);
  return { fixture, attemptId, rows };
}

test('a debit that only the next day’s closing file lists is timing: it is not claimed again and has no case', async () => {
  const { fixture, attemptId } = await listedNextDay();
  const both = async () => [...(await fixture.differences()), ...(await fixture.differences(NEXT))];
  for (let day = 0; day < 4; day++) {
    expect(await both()).toMatchObject([
      { date: D, class: 'DAY_EDGE', state: 'listed', otherDate: NEXT },
      { date: D, class: 'MISSING_AT_PPP', state: 'cured' },
      { date: NEXT, class: 'DAY_EDGE', state: 'listed', otherDate: D },
    ]);
    await fixture.time.advance(DAY_MS);
    await settled(fixture);
  }
  expect(await fixture.day()).toMatchObject({ state: 'settled' });
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
  expect(await claimsFiles(fixture)).toBeNull();
  expect(await fixture.cases()).toEqual([]);
});

test('when the next day’s newer closing file lists it no more, it is missing again', async () => {
  const { fixture } = await listedNextDay();
  await close(fixture, '02', [], NEXT);
  await settled(fixture);
  expect(classesOf(await fixture.differences())).toEqual([
    'DAY_EDGE cured',
    'MISSING_AT_PPP waiting',
  ]);
});

test('a debit that the next day’s closing file has with another amount is a difference of that day alone', async () => {
  const fixture = await dayFixture();
  const { attemptId, amountFen } = await fixture.pays('basic');
  await settled(fixture, D);
  const rows = await settledRows(fixture);
  await close(fixture, '01', []);
  await settled(fixture, D);
  await close(fixture, '01', [{ ...rows[0]!, amountFen: amountFen - 1 }], NEXT);
  for (let day = 0; day < 4; day++) {
    await settled(fixture);
    await fixture.time.advance(DAY_MS);
  }
  expect(await fixture.cases()).toMatchObject([{ kind: 'amount-diff', attemptId }]);
  expect(await claimsFiles(fixture)).toBeNull();
  await decide(fixture, (await fixture.cases())[0]!.caseNo, 'explained');
  const owed = { count: 1, totalFen: 1 };
  expect(await dayReport(fixture.store, NEXT)).toMatchObject({
    receivable: owed,
    receivableOfAll: owed,
  });
  await close(fixture, '02', [], NEXT);
  await settled(fixture);
  expect(classesOf(await fixture.differences())).toEqual(['DAY_EDGE cured', 'MISSING_AT_PPP case']);
});

test('a case about a missing debit ends when another day’s closing file pays it', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await settled(fixture, D);
  const rows = await settledRows(fixture);
  await close(fixture, '01', []);
  for (let day = 0; day < 4; day++) {
    await settled(fixture, D);
    await fixture.time.advance(DAY_MS);
  }
  expect(await fixture.cases()).toMatchObject([{ kind: 'missing-at-ppp', state: 'OPEN' }]);
  await close(fixture, '01', rows, NEXT);
  await settled(fixture);
  expect(await fixture.cases()).toMatchObject([{ kind: 'missing-at-ppp', state: 'CLOSED' }]);
});

test('a debit that was written off is posted back when another day’s closing file pays it', async () => {
  const fixture = await dayFixture();
  const { attemptId, terminalNo, amountFen } = await fixture.pays('basic');
  await fixture.operator.ppp.blacklistTerminal(terminalNo);
  await fixture.settle();
  await decide(fixture, (await fixture.cases())[0]!.caseNo, 'writeOff');
  await fixture.settle();
  expect(await books(fixture)).toMatchObject({ write_off: amountFen });
  await close(fixture, '01', [await rowOf(fixture, attemptId)], NEXT);
  await settled(fixture);
  expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
  expect(await books(fixture)).toMatchObject({ write_off: 0, unionpay_receivable: amountFen });
  expect(
    (await fixture.differences()).map((row) => `${row.class} ${row.otherDate ?? ''}`),
  ).toContain(`DAY_EDGE ${NEXT}`);
});

test.each(['another amount', 'another order'])(
  'a row of the next day with %s pays nothing of this day',
  async (what) => {
    const fixture = await dayFixture();
    const { attemptId, terminalNo } = await fixture.pays('basic');
    await fixture.operator.ppp.blacklistTerminal(terminalNo);
    await fixture.settle();
    const row = await rowOf(fixture, attemptId);
    const other = what === 'another order' ? { orderId: 'ZZZ' } : { amountFen: 1 };
    await close(fixture, '01', [{ ...row, ...other }], NEXT);
    await settled(fixture);
    expect((await fixture.attempt(attemptId))?.claim).toBe('REJECTED');
    expect(classesOf(await fixture.differences())).toEqual(['CLAIM_REJECTED case']);
  },
);

test.each([
  ['terminalNo', '010020000099'],
  ['terminalSequence', '0000FFFF'],
] as const)(
  'a row with our card, number, order and amount and another %s pays nothing of ours',
  async (cell, value) => {
    const fixture = await dayFixture();
    const { attemptId } = await fixture.pays('basic');
    await fixture.operator.tsp.settleDay(D);
    await close(fixture, '01', [{ ...(await rowOf(fixture, attemptId)), [cell]: value }]);
    await fixture.operator.tsp.settleDay(D);
    expect(await fixture.attempt(attemptId)).toMatchObject({ claim: 'SENT' });
    expect(classesOf(await fixture.differences())).toEqual(['UNKNOWN_AT_TSP case']);
  },
);
