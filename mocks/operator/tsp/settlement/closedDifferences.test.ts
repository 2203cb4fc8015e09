/** A closed case answers what was known when people decided it. What comes later is for people again. */
import { expect, test } from 'vitest';
import {
  answerWith,
  closeWith,
  decide,
  decideNewest,
  onlyAtBoss,
  settledRows,
  takeStep,
} from '../../../../e2e/virtual/answerFiles.fixture.ts';
import {
  classesOf,
  D,
  type DayFixture,
  dayFixture,
  NEXT,
} from '../../../../e2e/virtual/day.fixture.ts';
import { DAY_MS } from '../../../../src/shared/time.ts';
import { dayReport, dayTable, exitCodeOf } from '../../backend/day/dayReport.ts';
import { keys as boss } from '../../boss/base/bossStore.ts';
import type { SettledRow } from '../../settlement/settlementTypes.ts';
import { markDayOpen, putDifference } from '../books/store/dayStore.ts';

const casesOf = async ({ cases }: DayFixture) =>
  (await cases()).map(({ kind, state, amountFen }) => `${kind} ${state} ${amountFen}`);

/** A payment of which the PPP pays less: the difference is explained, and closed. */
async function explainedAmount(upTo: 'propose' | 'approve' = 'approve') {
  const fixture = await dayFixture();
  const { orderId, amountFen } = await fixture.pays('basic');
  await fixture.settle();
  const [row] = await settledRows(fixture);
  const pays = (batchNo: string, fen: number) =>
    closeWith(fixture, batchNo, [{ ...row!, amountFen: fen }]);
  await pays('02', amountFen - 1);
  const run = () => fixture.operator.tsp.settleDay(D);
  await run();
  await decideNewest(fixture, 'explained', upTo);
  return { fixture, orderId, amountFen, pays, run };
}

test('a difference that was explained stays closed while it is the same', async () => {
  const { fixture, amountFen, pays, run } = await explainedAmount();
  await run();
  await pays('03', amountFen - 1);
  await run();
  expect(classesOf(await fixture.differences())).toEqual(['AMOUNT_DIFF closed']);
  expect(await casesOf(fixture)).toEqual([`amount-diff CLOSED ${amountFen}`]);
});

test('a day is settled when nothing is missing, and only explained while people have a case of it', async () => {
  const { fixture, run } = await explainedAmount('propose');
  expect((await run()).state).toBe('explained');
  const report = () => dayReport(fixture.store, D);
  expect(exitCodeOf(await report())).toBe(3);
  await decideNewest(fixture, 'explained');
  // Without another run.
  expect(await report()).toMatchObject({ state: 'settled' });
  expect(exitCodeOf(await report())).toBe(0);
  expect((await run()).state).toBe('settled');
});

test('another amount than the one that was explained is a new case', async () => {
  const { fixture, amountFen, pays, run } = await explainedAmount();
  await pays('03', 1);
  await run();
  await run();
  expect(await fixture.differences()).toMatchObject([
    { class: 'AMOUNT_DIFF', state: 'case', pppFen: 1 },
  ]);
  expect(await casesOf(fixture)).toEqual([
    `amount-diff CLOSED ${amountFen}`,
    `amount-diff OPEN ${amountFen}`,
  ]);
});

test('an explanation proposed before another amount came, and approved after it, explains the first', async () => {
  const { fixture, pays, run } = await explainedAmount('propose');
  await pays('03', 1);
  await run();
  await decideNewest(fixture, 'explained');
  await run();
  expect(classesOf(await fixture.differences())).toEqual(['AMOUNT_DIFF case']);
  await decideNewest(fixture, 'explained');
  await run();
  expect(classesOf(await fixture.differences())).toEqual(['AMOUNT_DIFF closed']);
});

test('an amount of the PPP that was explained does not hide one of BOSS about the same order', async () => {
  const { fixture, orderId } = await explainedAmount();
  await fixture.rooms.boss.transaction(async (tx) => {
    const order = await tx.get<object>(boss.order(orderId));
    tx.put(boss.order(orderId), { ...order, amountFen: 1 });
  });
  // The day changes, so it is sent again.
  await fixture.pays('film4k');
  await fixture.settle();
  const open = (await fixture.differences()).filter(({ state }) => state === 'case');
  expect(open).toMatchObject([{ class: 'AMOUNT_DIFF', orderId, bossFen: 1 }]);
  expect(open[0]!.pppFen).toBeUndefined();
});

test('a debit nobody here knows, explained, and then another under its terminal and sequence', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.operator.tsp.settleDay(D);
  await fixture.operator.ppp.receive(fixture.exchange);
  const rows = await settledRows(fixture);
  const ghost = (amountFen: number): SettledRow => ({
    ...rows[0]!,
    ...{ orderId: 'GHOST', terminalNo: '999999999999', cardSequence: '7770', amountFen },
  });
  await closeWith(fixture, '01', [...rows, ghost(1)]);
  await fixture.operator.tsp.settleDay(D);
  await decideNewest(fixture, 'explained');
  await closeWith(fixture, '02', [...rows, ghost(5_000_000)]);
  await fixture.operator.tsp.settleDay(D);
  expect(classesOf(await fixture.differences())).toEqual(['UNKNOWN_AT_TSP case']);
  expect(await casesOf(fixture)).toEqual([
    'unknown-at-tsp CLOSED 1',
    'unknown-at-tsp OPEN 5000000',
  ]);
});

test('totals that were explained, and differ by more later, are computed again and then a case', async () => {
  const fixture = await dayFixture();
  const { amountFen } = await fixture.pays('basic');
  const run = () => fixture.operator.tsp.settleDay(D);
  await run();
  for (const batchNo of ['01', '02']) {
    await answerWith(fixture, batchNo, { count: 1, totalFen: amountFen + 1 });
    await run();
    await run();
  }
  await decideNewest(fixture, 'explained');
  const paid = amountFen + (await fixture.pays('film4k')).amountFen;
  await run();
  await answerWith(fixture, '03', { count: 2, totalFen: paid + 1 });
  await run();
  expect(classesOf(await fixture.differences())).toEqual(['TOTAL_ONLY closed']);
  await fixture.pays('sport');
  await run();
  for (const batchNo of ['04', '05']) {
    await answerWith(fixture, batchNo, { count: 900, totalFen: 77_000_000 });
    await run();
    await run();
  }
  expect(await fixture.differences()).toMatchObject([
    { class: 'TOTAL_ONLY', state: 'case', bossFen: 77_000_000 },
  ]);
  expect((await casesOf(fixture)).map((text) => text.replace(/ \d+$/, ''))).toEqual([
    'total-only CLOSED',
    'total-only OPEN',
  ]);
});

test('a claim that was written off, and is claimed again without an answer, is missing again', async () => {
  const fixture = await dayFixture();
  await fixture.pays('basic');
  await fixture.settle();
  await closeWith(fixture, '02', []);
  await fixture.settle();
  await fixture.time.advance(3 * DAY_MS);
  await fixture.settle();
  await fixture.settle();
  await decideNewest(fixture, 'writeOff');
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP closed']);
  const { caseNo, revision } = (await fixture.cases())[0]!;
  const wang = { user: 'wang', role: 'supervisor' } as const;
  const again = { step: 'reopen', revision, reason: 'why' } as const;
  expect(await fixture.operator.tsp.desk.takeStep(wang, caseNo, again)).toMatchObject({ ok: true });
  await decideNewest(fixture, 'rework');
  // The PPP gives no answer.
  await fixture.operator.tsp.settleDay(D);
  await fixture.operator.tsp.settleDay(D);
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP waiting']);
  await fixture.time.advance(3 * DAY_MS);
  await fixture.operator.tsp.settleDay(D);
  expect(classesOf(await fixture.differences())).toEqual(['MISSING_AT_PPP case']);
});

test('a closed case about something else is no answer to what BOSS says of the order', async () => {
  const fixture = await dayFixture();
  const { attemptId, orderId, amountFen } = await fixture.pays('basic');
  const other = await fixture.pays('film4k');
  await closeWith(fixture, '01', [
    { ...(await anyRow(fixture, other.attemptId)), orderId: 'GHOST', amountFen: 1 },
  ]);
  await fixture.operator.tsp.settleDay(D);
  await decideNewest(fixture, 'explained');
  const { caseNo } = (await fixture.cases()).at(-1)!;
  await fixture.changeAttempt(attemptId, { caseNo });
  const books = { count: 1, totalFen: other.amountFen };
  const missing = { ...onlyAtBoss(orderId, 0), view: 'MISSING_AT_BOSS', bossFen: null } as const;
  const row = {
    ...missing,
    bossState: '',
    bossDate: '',
    tspFen: amountFen,
    tspState: 'S',
  } as const;
  await answerWith(fixture, '01', books, [row]);
  await fixture.operator.tsp.settleDay(D);
  const found = (await fixture.differences()).find((each) => each.class === 'MISSING_AT_BOSS');
  expect(found).toMatchObject({ state: 'waiting', step: expect.stringContaining('told again') });
});

/** A row of the PPP about a debit of another terminal. */
async function anyRow({ attempt }: DayFixture, attemptId: string): Promise<SettledRow> {
  const { asn } = (await attempt(attemptId))!;
  const about = { terminalNo: '999999999999', terminalSequence: '00000001' };
  const names = { batchId: `OTHER-${D}-01`, index: 0, orderId: 'GHOST', amountFen: 1 };
  return { ...about, ...names, cardSerial: asn, cardSequence: '7770' };
}

test('a refused claim whose case people closed before the day was settled has no second case', async () => {
  const fixture = await dayFixture({ uploadBy: 'http' });
  const { attemptId, amountFen } = await fixture.pays('basic');
  await fixture.changeAttempt(attemptId, { tac: '12345678' });
  await fixture.operator.tsp.uploadDay(D);
  expect((await fixture.attempt(attemptId))?.claim).toBe('REJECTED');
  await decideNewest(fixture, 'explained');
  await fixture.settle();
  await fixture.settle();
  expect(classesOf(await fixture.differences())).toEqual(['TAC_INVALID closed']);
  expect(await casesOf(fixture)).toEqual([`claim-rejected CLOSED ${amountFen}`]);
});

const owedIn = async ({ store }: DayFixture, date = D) => {
  const { receivable, receivableOfAll, state } = await dayReport(store, date);
  return { receivable, receivableOfAll, state };
};
const nothing = { count: 0, totalFen: 0 };

/** A claim that the PPP refuses, and people decide so. */
async function refused(...decisions: Parameters<typeof decideNewest>[1][]) {
  const fixture = await dayFixture();
  const { attemptId, amountFen, tell } = await fixture.pays('basic');
  await fixture.pays('film4k');
  await fixture.changeAttempt(attemptId, { tac: '12345678' });
  await fixture.settle();
  for (const decision of decisions) await decideNewest(fixture, decision);
  return { fixture, attemptId, tell, owed: { count: 1, totalFen: amountFen } };
}

test('a refused claim that was only explained is shown with its day, and with all days, until it is written off', async () => {
  const { fixture, owed } = await refused();
  expect(await owedIn(fixture)).toMatchObject({ receivable: nothing, state: 'explained' });
  await decideNewest(fixture, 'explained');
  const shown = { receivable: owed, receivableOfAll: owed, state: 'settled' };
  expect(await owedIn(fixture)).toEqual(shown);
  await fixture.settle();
  expect(await owedIn(fixture)).toEqual(shown);
  expect(await owedIn(fixture, NEXT)).toMatchObject({ receivable: nothing, receivableOfAll: owed });
  const report = dayTable(await dayReport(fixture.store, NEXT));
  expect(report).toContain(`explained, and not paid  payments  yuan
this day                        0   0.00
all days                        1  26.00`);
  const { caseNo } = (await fixture.cases())[0]!;
  await takeStep(fixture, caseNo, { step: 'reopen' });
  await decide(fixture, caseNo, 'writeOff');
  expect(await owedIn(fixture)).toMatchObject({ receivable: nothing, receivableOfAll: nothing });
  await fixture.settle();
  expect(await owedIn(fixture)).toMatchObject({ receivable: nothing, receivableOfAll: nothing });
  expect(dayTable(await dayReport(fixture.store, D))).not.toContain('not paid');
});

test('a refused claim that is claimed again is on its way, and owed by nobody in particular no more', async () => {
  const { fixture } = await refused('rework');
  expect(await owedIn(fixture)).toMatchObject({ receivable: nothing });
});

test.each(['explained', 'writeOff'] as const)(
  'a refused claim that people closed as %s is owed no more when the PPP pays it with another TAC',
  async (decision) => {
    const { fixture, attemptId, tell } = await refused(decision);
    await fixture.settle();
    expect(classesOf(await fixture.differences())).toEqual(['TAC_INVALID closed']);
    await tell();
    for (let runs = 0; runs < 2; runs++) await fixture.settle();
    expect((await fixture.attempt(attemptId))?.claim).toBe('ACCEPTED');
    expect(await owedIn(fixture)).toEqual({
      receivable: nothing,
      receivableOfAll: nothing,
      state: 'settled',
    });
  },
);

test('what the PPP pays less, and people explained, is owed', async () => {
  const { fixture } = await explainedAmount();
  expect(await owedIn(fixture)).toMatchObject({ receivable: { count: 1, totalFen: 1 } });
});

test('a debit with two explained differences is owed once', async () => {
  const { fixture } = await explainedAmount();
  const [row] = await fixture.differences();
  const { pppFen: _, ...whole } = row!;
  await fixture.rooms.tsp.transaction(async (tx) =>
    putDifference(tx, { ...whole, class: 'CLAIM_REJECTED' }),
  );
  const owed = { count: 1, totalFen: row!.tspFen! };
  expect(await owedIn(fixture)).toMatchObject({ receivable: owed, receivableOfAll: owed });
});

test('a claim that the PPP owes is owed also where its card was not debited: people had called it so, and a closing file listed it', async () => {
  const { fixture } = await explainedAmount();
  const [row] = await fixture.differences();
  await fixture.changeAttempt(row!.attemptId!, { state: 'NOT_DEBITED' });
  expect(await owedIn(fixture)).toMatchObject({ receivable: { count: 1, totalFen: 1 } });
  await fixture.changeAttempt(row!.attemptId!, { claim: 'WRITTEN_OFF' });
  expect(await owedIn(fixture)).toMatchObject({ receivable: nothing });
});

test('a debit that the PPP never listed, and people explained, is owed until a closing file lists it', async () => {
  const fixture = await dayFixture();
  const { attemptId, amountFen } = await fixture.pays('basic');
  await fixture.settle();
  const rows = await settledRows(fixture);
  await closeWith(fixture, '02', []);
  await fixture.operator.tsp.settleDay(D);
  await fixture.time.advance(4 * DAY_MS);
  await fixture.operator.tsp.settleDay(D);
  await decideNewest(fixture, 'explained');
  // The platform's own step has put it into the next batch.
  expect(await owedIn(fixture)).toMatchObject({ receivable: nothing });
  await fixture.changeAttempt(attemptId, { claim: 'ACCEPTED' });
  const owed = { count: 1, totalFen: amountFen };
  expect(await owedIn(fixture)).toMatchObject({ receivable: owed, receivableOfAll: owed });
  await closeWith(fixture, '03', rows);
  await fixture.operator.tsp.settleDay(D);
  expect(await owedIn(fixture)).toMatchObject({ receivable: nothing, receivableOfAll: nothing });
});

test('a claim that the PPP never answered, and people explained, is owed while nobody asks any more', async () => {
  const fixture = await dayFixture({
    wrapExchange: (exchange) => ({
      ...exchange,
      // The server does not list it.
      list: async (folder) =>
        (await exchange.list(folder)).filter((name) => !name.startsWith('PR')),
    }),
  });
  const { attemptId, amountFen } = await fixture.pays('basic');
  await fixture.changeAttempt(attemptId, { tac: '12345678' });
  for (let runs = 0; runs < 3; runs++) {
    await fixture.settle();
    await fixture.time.advance(4 * DAY_MS);
  }
  expect(await owedIn(fixture)).toMatchObject({ receivable: nothing, state: 'explained' });
  await decideNewest(fixture, 'explained');
  await fixture.settle();
  expect((await fixture.attempt(attemptId))?.claim).toBe('SENT');
  const owed = { count: 1, totalFen: amountFen };
  expect(await owedIn(fixture)).toEqual({
    receivable: owed,
    receivableOfAll: owed,
    state: 'settled',
  });
  // While the day is open the PPP is asked for it.
  await fixture.rooms.tsp.transaction(async (tx) => markDayOpen(tx, D, true));
  expect(await owedIn(fixture)).toMatchObject({ receivable: nothing, receivableOfAll: nothing });
});
