import { expect, test } from 'vitest';
import { listRows, type RowList } from '../../../store/rowList.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { commit, type UnitOfWork } from '../base/unitOfWork.ts';
import { deskOf } from '../desk/desk.fixture.ts';
import { payingFixture } from '../paying.fixture.ts';
import { OTHER_CARD } from '../subscriber.fixture.ts';
import { TODAY } from '../tsp.fixture.ts';
import type { AuditEvent } from './journals/audit.ts';
import { moveCase } from './moveCase.ts';
import { moveAttempt, moveOrder, saveAttempt } from './moveOrder.ts';
import {
  allDebits,
  allDoubts,
  attemptOfCard,
  debitsOfDay,
  endsOfDay,
} from './store/attemptStore.ts';
import { openCases, openCasesOn } from './store/caseStore.ts';
import { chainOf, chainRows, exchangesOf } from './store/historyStore.ts';

const TOMORROW = '20261124';

async function indexed() {
  const paying = await payingFixture();
  const ids = async (list: RowList<unknown>): Promise<string[]> => {
    const rows = await paying.fixture.room.transaction((tx) => listRows(tx, list));
    return rows.map(({ id }) => id);
  };
  const endsOn = async (date: string) => {
    const rows = await paying.fixture.room.transaction((tx) => listRows(tx, endsOfDay(date)));
    return rows.map(({ id, value }) => ({ date, id, ...value }));
  };
  const ends = async () => [...(await endsOn(TODAY)), ...(await endsOn(TOMORROW))];
  return { ...paying, ids, ends };
}

test('a debit is listed under its business day and order, and the end of its attempt with how long it took', async () => {
  const { fixture, orderId, attemptId, report, debited, ids, ends } = await indexed();
  expect(await ids(allDebits)).toEqual([]);
  await fixture.time.advance(2_500);
  await report(debited);
  expect(await ids(debitsOfDay(TODAY))).toEqual([`${orderId}/${attemptId}`]);
  expect(await ends()).toEqual([
    {
      date: TODAY,
      id: attemptId,
      at: fixture.time.clock.now(),
      paid: true,
      amountFen: 2600,
      serviceId: 'basic',
      tookMs: 2_500,
    },
  ]);
});

test('a debit after the cut-off belongs to the next business day, but its end is listed today', async () => {
  const { fixture, box, ids, ends } = await indexed();
  await fixture.time.advance(3 * 3_600_000 - 300_000);
  (await box.open()).value;
  const late = await fixture.paid(box, OTHER_CARD, 'film');
  expect(await ids(allDebits)).toEqual([`20261124/${late.orderId}/${late.attemptId}`]);
  expect(await ends()).toMatchObject([{ date: TODAY, id: late.attemptId }]);
});

test('an end tells why nothing was taken, and a later proof replaces it', async () => {
  const { fixture, box, attemptId, report, debited, ends } = await indexed();
  await report({ statusWord: '9401', answers: 'command' });
  expect(await ends()).toMatchObject([{ paid: false, code: 'card.insufficient' }]);
  await fixture.time.advance(86_400_000);
  (await box.open()).value;
  await report(debited);
  expect(await ends()).toMatchObject([{ date: TOMORROW, id: attemptId, paid: true }]);
});

test('an attempt without a reason of its own ends by its last event', async () => {
  const { fixture, box, attemptId, ends } = await indexed();
  await fixture.abandon(box, attemptId);
  expect(await ends()).toMatchObject([{ paid: false, code: 'debitDenied' }]);
});

test('a doubt is listed by the time it began, until it is proven', async () => {
  const { fixture, attemptId, report, debited, ids } = await indexed();
  await fixture.time.advance(30_000);
  expect(await ids(allDoubts)).toEqual([`${fixture.time.clock.now()}/${attemptId}`]);
  await fixture.time.advance(60_000);
  await report(debited);
  expect(await ids(allDoubts)).toEqual([]);
});

test('a card stays with the attempt that has it, though an earlier one is written again', async () => {
  const { fixture, box, report, debited, row } = await indexed();
  await report(debited);
  const next = await fixture.ordered(box, 'film');
  const { attemptId } = (await fixture.startAttempt(box, next.orderId)).value;
  const first = await row();
  const parts = { ...fixture, store: fixture.room } as unknown as TspParts;
  await commit(parts, 'test', (unit) => saveAttempt(unit, { ...first, claim: 'SENT' }));
  const holder = await fixture.room.transaction((tx) =>
    attemptOfCard(tx, cardOf(first), first.stbId),
  );
  expect(holder?.attemptId).toBe(attemptId);
});

test('everything that is audited or posted for an order is found by the order', async () => {
  const { fixture, orderId, report, debited, ids } = await indexed();
  await report(debited);
  await fixture.time.drain();
  const rows = await deskOf(fixture).rows(chainRows<AuditEvent>('audit'));
  const own = rows.filter(({ entry }) => entry.orderId === orderId).map(({ number }) => number);
  expect((await ids(chainOf('audit', orderId))).map(Number)).toEqual(own);
  expect((await ids(chainOf('ledger', orderId))).map(Number)).toEqual([1, 2, 3, 4]);
});

test('the commands of a payment are noted in order, by header and status word alone', async () => {
  const { fixture, box, orderId, attemptId, terminalNo, report, debited } = await indexed();
  await report(debited);
  const proofs = [{ sequence: 6, mac2: debited.mac2, tac: debited.tac }];
  await fixture.resolve(box, attemptId, { proofs, sequence: 6 });
  const rows = await fixture.room.transaction((tx) => listRows(tx, exchangesOf(orderId)));
  const psam = `psam ${terminalNo}`;
  expect(
    rows.map(({ value: { who, what, statusWord } }) => `${who} ${what} ${statusWord}`),
  ).toEqual([
    'card 805001020B 9000',
    `${psam} 807000001C 9000`,
    `${psam} 807000001C 9000`,
    `${psam} 8072000004 9000`,
    'card 805401000F 9000',
    'card 805A000602 9000',
  ]);
  expect(JSON.stringify(rows)).not.toContain(debited.mac2);
});

test('an open case is in the list of all, and in the list of its attempt', async () => {
  const { fixture, attemptId, box, record, ids } = await indexed();
  await fixture.time.advance(31_000);
  await fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
  expect(await ids(openCases)).toEqual(['C20261123-0001']);
  const about = await fixture.room.transaction((tx) => openCasesOn(tx, attemptId));
  expect(about.map(({ caseNo }) => caseNo)).toEqual(['C20261123-0001']);
});

test('a transition of an order, attempt or case that no table lists throws and is counted', async () => {
  const { fixture, orderId, attemptId } = await indexed();
  const desk = deskOf(fixture);
  const caseNo = await desk.opened('duplicate', { orderId, amountFen: 2600 });
  const counters = new Map<string, number>();
  const parts = { ...fixture, store: fixture.room, counters } as unknown as TspParts;
  const order = await desk.order(orderId);
  const attempt = await desk.attempt(attemptId);
  const row = (await fixture.tsp.desk.findCase(caseNo))!;
  const moves: ((unit: UnitOfWork) => Promise<unknown>)[] = [
    (unit) => moveOrder(unit, order, 'activated'),
    (unit) => moveAttempt(unit, attempt, 'voided'),
    (unit) => moveCase(unit, row, 'approve'),
  ];
  for (const [at, move] of moves.entries()) {
    await expect(commit(parts, 'test', move)).rejects.toThrow('unlisted transition');
    expect(counters.get('transition.refused')).toBe(at + 1);
  }
  expect([await desk.order(orderId), await desk.attempt(attemptId)]).toEqual([order, attempt]);
});
