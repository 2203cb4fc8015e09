/** A stranger's attempt with an invented number keeps no card from paying, and no true debit is lost by that. */
import { expect, test } from 'vitest';
import type { Observation } from '../../../../src/tsp/tspTypes.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import { rowsIn } from '../../../store/rowList.ts';
import { cardOf } from '../base/cardIdentity.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import type { AttemptRow } from '../books/rows.ts';
import { getAttempt, getPass, payerOf, putAttempt, putPayer } from '../books/store/attemptStore.ts';
import { allCases } from '../books/store/caseStore.ts';
import { allBoxes } from '../books/store/controlStore.ts';
import type { Box } from '../box.fixture.ts';
import { CARD } from '../subscriber.fixture.ts';
import { type Fixture, tspFixture } from '../tsp.fixture.ts';
import { withoutProven } from './passOver.ts';

type Said = Partial<Pick<Observation, 'sequence' | 'log' | 'noProofBy'>>;
type Lie = { sequence: number; balanceFen?: number };

const SHOP = { type: '06', amountFen: 300, terminalNo: 'B00000000009', time: '101500' };
const purchase = (sequence: number, date = '20261120') => ({ ...SHOP, sequence, date });
/** The honest card has made 30 purchases; its log keeps ten. */
const HONEST = { ...CARD, sequence: 30 };
const lastTen = (card = HONEST) =>
  Array.from({ length: 10 }, (_, at) => purchase(card.sequence - 1 - at));

const rowOf = (fixture: Fixture, attemptId: string) =>
  fixture.room.transaction((tx) => getAttempt(tx, attemptId)) as Promise<AttemptRow>;
const casesOf = async (fixture: Fixture) =>
  (await fixture.room.transaction((tx) => rowsIn(tx, allCases))).map(
    ({ kind, attemptId }) => `${kind} ${attemptId}`,
  );
const watched = async (fixture: Fixture) =>
  (await fixture.room.transaction((tx) => rowsIn(tx, allBoxes)))
    .filter(({ watch }) => watch)
    .map(({ stbId }) => stbId);

/** A box that knows the card's serial invents an INIT answer, gets MAC1, and says that DEBIT was never sent. */
async function lied(fixture: Fixture, stbId: string, lie: Lie): Promise<string> {
  const liar = await fixture.opened(stbId);
  const { orderId } = await fixture.ordered(liar);
  const { attemptId } = (await fixture.startAttempt(liar, orderId)).value;
  const issued = await fixture.authorise(liar, attemptId, fixture.init(CARD, lie));
  expect(issued.status).toBe(200);
  await fixture.abandon(liar, attemptId);
  return attemptId;
}

/** What the portal does with the card in: attempt, INIT, and where that is refused what the card shows, and once more. */
async function pays(fixture: Fixture, box: Box, card: typeof CARD, said: Said, service = 'basic') {
  const order = await fixture.ordered(box, service);
  const { attemptId } = (await fixture.startAttempt(box, order.orderId, card)).value;
  const first = await fixture.authorise(box, attemptId, fixture.init(card));
  if (first.status === 200) return { state: 'MAC1', asked: false };
  expect(first.problem).toMatchObject({ code: 'card.unresolved', money: 'untouched' });
  expect(first.problem.attempt).toBeUndefined();
  const seen = { sequence: card.sequence, noProofBy: 'card' as const, ...said };
  const cleared = await fixture.proveCard(box, [], card, seen);
  if (cleared.text === '{"settled":false}') return { state: 'refused', asked: true };
  expect(cleared.text).toBe('{"settled":true}');
  const paid = await fixture.payingAgain(box, await fixture.order(box, order.orderId), card);
  const reported = await fixture.report(box, paid.attemptId, paid.debited);
  return { state: reported.value.state, asked: true };
}

const LIES: [name: string, lie: Lie, isAsked: boolean][] = [
  ['0', { sequence: 0 }, true],
  ['s - 1', { sequence: HONEST.sequence - 1 }, true],
  [
    's, with a balance as if the price were gone',
    { sequence: HONEST.sequence, balanceFen: HONEST.balanceFen + 2_600 },
    true,
  ],
  ['s', { sequence: HONEST.sequence }, false],
  ['above s', { sequence: 60_000 }, false],
];

test.each(LIES)(
  'an invented number %s: the card pays at its home box and at a third box',
  async (...line) => {
    const [, lie, isAsked] = line;
    const fixture = tspFixture();
    const attemptId = await lied(fixture, 'STB-9', lie);
    const home = await fixture.opened();
    const third = await fixture.opened('STB-2');
    const there = { log: lastTen() };
    const atHome = await pays(fixture, home, HONEST, there);
    expect(atHome).toEqual({ state: isAsked ? 'PAID' : 'MAC1', asked: isAsked });
    const next = { ...HONEST, sequence: 31, balanceFen: 7_400 };
    if (isAsked && lie.sequence < HONEST.sequence) {
      const atThird = await pays(fixture, third, next, { log: lastTen(next) }, 'film');
      expect(atThird).toEqual({ state: 'PAID', asked: true });
      expect((await rowOf(fixture, attemptId)).state).toBe('NOT_DEBITED_CLAIMED');
    }
    expect(await casesOf(fixture)).toEqual([]);
  },
);

test.each(LIES)(
  'an invented number %s, and a card whose log cannot be read: it pays, and people see it',
  async (...line) => {
    const [, lie, isAsked] = line;
    const fixture = tspFixture();
    const attemptId = await lied(fixture, 'STB-9', lie);
    const home = await fixture.opened();
    const paid = await pays(fixture, home, HONEST, { log: null });
    expect(paid).toEqual({ state: isAsked ? 'PAID' : 'MAC1', asked: isAsked });
    // The number itself shows that nothing was taken where it is still the card's own.
    const isSeen = lie.sequence < HONEST.sequence;
    expect(await casesOf(fixture)).toEqual(isSeen ? [`passed-over ${attemptId}`] : []);
    expect(await watched(fixture)).toEqual(isSeen ? ['STB-9'] : []);
  },
);

test('without a readable log a box gives the card one MAC1 a day over an unproven attempt, other boxes too', async () => {
  const fixture = tspFixture({ limits: { attemptsPerTenMinutes: 9, attemptsPerCardHour: 9 } });
  await lied(fixture, 'STB-9', { sequence: 3 });
  const home = await fixture.opened();
  const third = await fixture.opened('STB-2');
  const blank = { log: null };
  const after = (paid: number) => ({
    ...HONEST,
    sequence: 30 + paid,
    balanceFen: 10_000 - 2_600 * paid,
  });
  expect((await pays(fixture, home, after(0), blank)).state).toBe('PAID');
  expect((await pays(fixture, home, after(1), blank, 'film')).state).toBe('refused');
  expect((await pays(fixture, third, after(1), blank, 'sport')).state).toBe('PAID');
  await fixture.time.advance(86_400_000);
  const tomorrow = await fixture.opened();
  expect((await pays(fixture, tomorrow, after(2), blank, 'children')).state).toBe('MAC1');
  expect((await casesOf(fixture)).length).toBe(1);
});

test('a stranger who starts attempts under a serial all day uses up nothing of its holder', async () => {
  const fixture = tspFixture({ limits: { attemptsPerCardHour: 2 } });
  const liar = await fixture.opened('STB-9');
  const home = await fixture.opened();
  const third = await fixture.opened('STB-2');
  const started = async (box: Box, service: string) => {
    const { orderId } = await fixture.ordered(box, service);
    return (await fixture.startAttempt(box, orderId)).status;
  };
  expect([await started(liar, 'a'), await started(liar, 'b'), await started(liar, 'c')]).toEqual([
    201, 201, 429,
  ]);
  const own = [await started(home, 'a'), await started(third, 'b'), await started(home, 'c')];
  expect(own).toEqual([201, 201, 429]);
});

test('several liars: what the card shows once clears its way past all of them', async () => {
  const fixture = tspFixture();
  for (const [at, stbId] of ['STB-9', 'STB-2'].entries()) {
    await lied(fixture, stbId, { sequence: 28 - at });
  }
  const home = await fixture.opened();
  expect((await pays(fixture, home, HONEST, { log: lastTen() }, 'film')).state).toBe('PAID');
});

test('what a card has shown once is not forgotten when its log cannot be read later', async () => {
  const fixture = tspFixture();
  const attemptId = await lied(fixture, 'STB-9', { sequence: 28 });
  const home = await fixture.opened();
  const shows = (log: Observation['log']) =>
    fixture.proveCard(home, [], HONEST, { sequence: 30, noProofBy: 'card', log });
  await shows(lastTen());
  await shows(null);
  const pass = await fixture.room.transaction((tx) => getPass(tx, attemptId, 'STB-1'));
  expect(pass?.how).toBe('clear');
});

test('a lie about a number that the card has not reached keeps no other lie in its way', async () => {
  const fixture = tspFixture();
  await lied(fixture, 'STB-2', { sequence: 60_000 });
  await lied(fixture, 'STB-9', { sequence: 28 });
  const home = await fixture.opened();
  expect((await pays(fixture, home, HONEST, { log: lastTen() }, 'film')).state).toBe('PAID');
});

test('of several attempts in the way a box is told of its own first: only it can resolve that one', async () => {
  const fixture = tspFixture();
  await lied(fixture, 'STB-9', { sequence: 29 });
  const attemptId = await lied(fixture, 'STB-1', { sequence: 29 });
  const box = await fixture.opened();
  const film = await fixture.ordered(box, 'film');
  const again = (await fixture.startAttempt(box, film.orderId, HONEST)).value;
  const refused = await fixture.authorise(box, again.attemptId, fixture.init(HONEST));
  expect(refused.problem).toMatchObject({ code: 'card.unresolved', attempt: { attemptId } });
});

test('a wrong MAC2 for exactly the number clears the way, also where the log cannot be read', async () => {
  const fixture = tspFixture();
  await lied(fixture, 'STB-9', { sequence: 29 });
  const home = await fixture.opened();
  const shopMac2 = [{ sequence: 30, mac2: '12345678', tac: '00000000' }];
  const said = { sequence: 30, log: null };
  expect((await fixture.proveCard(home, shopMac2, HONEST, said)).text).toBe('{"settled":true}');
  // What a card shows once stays shown, also when it shows less the next time.
  expect((await fixture.proveCard(home, [], HONEST, said)).text).toBe('{"settled":true}');
  expect((await pays(fixture, home, HONEST, {})).state).toBe('MAC1');
  expect(await casesOf(fixture)).toEqual([]);
});

test('a proof for an earlier number, or one that a reader cannot vouch for, clears nothing for good', async () => {
  const fixture = tspFixture();
  const attemptId = await lied(fixture, 'STB-9', { sequence: 29 });
  const home = await fixture.opened();
  const said = { log: lastTen(), noProofBy: 'unknown' as const };
  expect((await pays(fixture, home, HONEST, said)).state).toBe('PAID');
  expect(await casesOf(fixture)).toEqual([`passed-over ${attemptId}`]);
});

test.each<[string, Said]>([
  ['does not say its number', { sequence: null, log: lastTen() }],
  ['says nothing', {}],
])('a card that %s clears nothing', async (_, said) => {
  const fixture = tspFixture();
  await lied(fixture, 'STB-9', { sequence: 29 });
  const home = await fixture.opened();
  const answer = await fixture.proveCard(home, [], HONEST, said);
  expect(answer.text).toBe('{"settled":false}');
});

/** A true debit at STB-9 whose answer was lost; the card is at its next number. */
async function debitedElsewhere() {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const away = await fixture.opened('STB-9');
  const payment = await fixture.paying(away);
  await fixture.time.advance(31_000);
  const home = await fixture.opened();
  return { fixture, away, home, ...payment, card: { ...CARD, sequence: 6, balanceFen: 7_400 } };
}

test('a true debit that the log shows lets no other box pay before it is settled', async () => {
  const { fixture, home, card, record, attemptId } = await debitedElsewhere();
  const refused = await pays(fixture, home, card, { log: [record, purchase(4)] });
  expect(refused.state).toBe('refused');
  expect((await rowOf(fixture, attemptId)).state).toBe('IN_DOUBT');
  expect(await casesOf(fixture)).toEqual([]);
});

test('a log that shows a true debit beside a wrong MAC2 contradicts itself: it lets no other box pay', async () => {
  const { fixture, home, card, record } = await debitedElsewhere();
  const wrong = [{ sequence: 6, mac2: '12345678', tac: '00000000' }];
  const said = { sequence: 6, log: [record, purchase(4)] };
  expect((await fixture.proveCard(home, wrong, card, said)).text).toBe('{"settled":false}');
  const { orderId } = await fixture.ordered(home);
  const { attemptId } = (await fixture.startAttempt(home, orderId, card)).value;
  const refused = await fixture.authorise(home, attemptId, fixture.init(card));
  expect(refused.problem).toMatchObject({ code: 'card.unresolved', money: 'untouched' });
});

test('a true debit is settled by the proof that another box brings, whatever else that box says', async () => {
  const { fixture, home, card, debited, attemptId } = await debitedElsewhere();
  const { mac2, tac } = debited;
  const said = { sequence: 6, log: [purchase(5), purchase(4)] };
  const answer = await fixture.proveCard(home, [{ sequence: 6, mac2, tac }], card, said);
  expect(answer.text).toBe('{"settled":true}');
  expect(await rowOf(fixture, attemptId)).toMatchObject({ state: 'DEBITED', provenBy: 'mac2' });
});

test('what a box says clears its own way only; the attempt, its box and other boxes are as before', async () => {
  const { fixture, home, away, card, attemptId, orderId, debited } = await debitedElsewhere();
  const before = await rowOf(fixture, attemptId);
  expect((await pays(fixture, home, card, { log: [purchase(5), purchase(4)] })).state).toBe('PAID');
  expect(await rowOf(fixture, attemptId)).toEqual(before);
  const next = { ...card, sequence: 7, balanceFen: 4_800 };
  const other = await fixture.opened('STB-2');
  expect((await pays(fixture, other, next, { log: null }, 'film')).state).toBe('PAID');
  const own = await fixture.ordered(away, 'film');
  expect((await fixture.startAttempt(away, own.orderId, next)).problem.code).toBe(
    'card.unresolved',
  );
  const late = await fixture.report(away, attemptId, debited);
  expect(late.value).toMatchObject({ orderId, money: 'taken' });
});

test('its own box clears nothing by /card-proofs', async () => {
  const fixture = tspFixture();
  const attemptId = await lied(fixture, 'STB-1', { sequence: 29 });
  const box = await fixture.opened();
  await fixture.proveCard(box, [], HONEST, { sequence: 30, log: lastTen() });
  const film = await fixture.ordered(box, 'film');
  const again = (await fixture.startAttempt(box, film.orderId, HONEST)).value;
  const refused = await fixture.authorise(box, again.attemptId, fixture.init(HONEST));
  expect(refused.problem).toMatchObject({ code: 'card.unresolved', attempt: { attemptId } });
});

test('a stranger with an attempt of the same amount, terminal and second gains nothing by the record of the true one', async () => {
  const fixture = tspFixture();
  const lie = await lied(fixture, 'STB-9', { sequence: 29 });
  const home = await fixture.opened();
  await pays(fixture, home, HONEST, { log: lastTen() });
  const paid = await fixture.room.transaction(async (tx) => getAttempt(tx, lie));
  const { terminalNo } = paid!;
  const { date, time } = paid!.mac1!;
  const twin = { sequence: 30, amountFen: 2_600, type: '06', terminalNo: terminalNo!, date, time };
  const next = { ...HONEST, sequence: 31, balanceFen: 7_400 };
  const third = await fixture.opened('STB-2');
  const log = [twin, ...lastTen().slice(0, 9)];
  expect((await pays(fixture, third, next, { log }, 'film')).state).toBe('PAID');
});

test('what people called paid explains no record: only a signed payment does', async () => {
  const fixture = tspFixture();
  const lie = await lied(fixture, 'STB-9', { sequence: 29 });
  const home = await fixture.opened();
  await pays(fixture, home, HONEST, { log: lastTen() });
  const row = await rowOf(fixture, lie);
  const { terminalNo } = row;
  const { date, time } = row.mac1!;
  await fixture.room.transaction(async (tx) => {
    const owner = await payerOf(tx, cardOf(row), HONEST.sequence);
    putAttempt(tx, { ...(await getAttempt(tx, owner!))!, provenBy: 'people' });
  });
  const record = {
    sequence: 30,
    amountFen: 2_600,
    type: '06',
    terminalNo: terminalNo!,
    date,
    time,
  };
  const next = { ...HONEST, sequence: 31, balanceFen: 7_400 };
  const third = await fixture.opened('STB-2');
  const log = [record, ...lastTen().slice(0, 9)];
  expect((await pays(fixture, third, next, { log }, 'film')).state).toBe('refused');
});

test('one proven payment explains one record: a second one of the same second is looked at by people', async () => {
  const fixture = tspFixture();
  const lie = await lied(fixture, 'STB-9', { sequence: 29 });
  const home = await fixture.opened();
  await pays(fixture, home, HONEST, { log: lastTen() });
  const { terminalNo, mac1 } = await rowOf(fixture, lie);
  const { date, time } = mac1!;
  const twin = { sequence: 30, amountFen: 2_600, type: '06', terminalNo: terminalNo!, date, time };
  const third = await fixture.opened('STB-2');
  const next = { ...HONEST, sequence: 32, balanceFen: 4_800 };
  const log = [{ ...twin, sequence: 31 }, twin, ...lastTen().slice(0, 8)];
  expect((await pays(fixture, third, next, { log }, 'film')).state).toBe('refused');
});

test('a wrong MAC2 of another number than the last, or one that is not checked any more, tells nothing', async () => {
  const fixture = tspFixture({ limits: { mac2TriesOfOthers: 1 } });
  const older = await lied(fixture, 'STB-9', { sequence: 28 });
  const home = await fixture.opened();
  const proof = (sequence: number, mac2: string) => [{ sequence, mac2, tac: '00000000' }];
  const said = { sequence: 30, log: null };
  await fixture.proveCard(home, proof(29, '12345678'), HONEST, said);
  expect((await pays(fixture, home, HONEST, {})).state).toBe('MAC1');
  const atHome = await fixture.room.transaction((tx) => getPass(tx, older, 'STB-1'));
  expect(atHome).toMatchObject({ how: 'unread' });
  const third = await fixture.opened('STB-2');
  const card = { ...HONEST, sequence: 29 };
  await fixture.proveCard(third, proof(28, '11111111'), card);
  await fixture.proveCard(third, proof(29, '87654321'), card, { ...said, sequence: 29 });
  const film = await fixture.ordered(third, 'film');
  const { attemptId } = (await fixture.startAttempt(third, film.orderId, card)).value;
  await fixture.authorise(third, attemptId, fixture.init(card));
  const pass = await fixture.room.transaction((tx) => getPass(tx, older, 'STB-2'));
  expect(pass).toMatchObject({ how: 'unread' });
});

test('a late signature closes the case of an attempt that was passed over, and what let it pass is kept no longer', async () => {
  const { fixture, home, card, attemptId, away, debited } = await debitedElsewhere();
  expect((await pays(fixture, home, card, { log: null })).state).toBe('PAID');
  expect(await casesOf(fixture)).toEqual([`passed-over ${attemptId}`]);
  const pass = () => fixture.room.transaction((tx) => getPass(tx, attemptId, 'STB-1'));
  expect(await pass()).toMatchObject({ how: 'unread' });
  await fixture.report(away, attemptId, debited);
  expect(await pass()).toBeUndefined();
  const cases = await fixture.room.transaction((tx) => rowsIn(tx, allCases));
  expect(cases).toMatchObject([{ state: 'CLOSED' }]);
});

test('a stranger who names the card in the middle of its payment changes nothing for its box', async () => {
  const fixture = tspFixture();
  const home = await fixture.opened();
  const paying = await fixture.paying(home);
  const stranger = await fixture.opened('STB-9');
  const invented = { ...CARD, sequence: 6, balanceFen: 7_400 };
  const cleared = await fixture.proveCard(stranger, [], invented, { sequence: 6, log: null });
  expect(cleared.text).toBe('{"settled":true}');
  const { orderId } = await fixture.ordered(stranger);
  const { attemptId } = (await fixture.startAttempt(stranger, orderId, invented)).value;
  expect((await fixture.authorise(stranger, attemptId, fixture.init(invented))).status).toBe(200);
  expect(await casesOf(fixture)).toEqual([]);
  expect(await watched(fixture)).toEqual([]);
  const reported = await fixture.report(home, paying.attemptId, paying.debited);
  expect(reported.value).toMatchObject({ state: 'PAID', money: 'taken' });
  expect((await pays(fixture, home, invented, {}, 'film')).state).toBe('MAC1');
  expect(await casesOf(fixture)).toEqual([]);
  expect(await watched(fixture)).toEqual([]);
});

test('once a card has proven that it paid over an unproven attempt, people see that attempt and its box', async () => {
  const fixture = tspFixture();
  const attemptId = await lied(fixture, 'STB-9', { sequence: 3 });
  const home = await fixture.opened();
  await fixture.proveCard(home, [], HONEST, { sequence: 30, log: null });
  const payment = await fixture.paying(home, HONEST);
  expect(await casesOf(fixture)).toEqual([]);
  expect(await watched(fixture)).toEqual([]);
  await fixture.time.advance(31_000);
  const third = await fixture.opened('STB-2');
  const { mac2, tac } = payment.debited;
  await fixture.proveCard(third, [{ sequence: 31, mac2, tac }], HONEST, {
    sequence: 31,
    log: null,
  });
  expect(await casesOf(fixture)).toEqual([`passed-over ${attemptId}`]);
  expect(await watched(fixture)).toEqual(['STB-9']);
});

test('the case of an attempt that was passed over is closed by no word of its own box', async () => {
  const { fixture, home, card, attemptId, away } = await debitedElsewhere();
  expect((await pays(fixture, home, card, { log: null })).state).toBe('PAID');
  const said = await fixture.resolve(away, attemptId, { sequence: 5 });
  expect(said.value.verdict).toBe('not-debited');
  expect((await rowOf(fixture, attemptId)).state).toBe('NOT_DEBITED_CLAIMED');
  const cases = await fixture.room.transaction((tx) => rowsIn(tx, allCases));
  expect(cases).toMatchObject([{ kind: 'passed-over', state: 'OPEN' }]);
});

test('a MAC1 over an unproven attempt that never leaves uses nothing up', async () => {
  const fixture = tspFixture();
  await lied(fixture, 'STB-9', { sequence: 3 });
  const home = await fixture.opened();
  const said = { sequence: 30, log: null };
  await fixture.proveCard(home, [], HONEST, said);
  await fixture.proveCard(home, [], HONEST, said);
  expect(await casesOf(fixture)).toEqual([]);
  expect((await pays(fixture, home, HONEST, {})).state).toBe('MAC1');
});

test.each([
  ['all that was signed for', {}, true],
  ['another amount', { amountFen: 2_700 }, false],
  ['another terminal', { terminalNo: '010020000002' }, false],
  ['another day', { date: '20261122' }, false],
  ['another second', { time: '203912' }, false],
  ['the number after it', { sequence: 31 }, true],
  ['the number after that', { sequence: 32 }, false],
])(
  'a record with %s is a proven payment of the card only if all of it agrees',
  async (_, change, isProven) => {
    const payment = { amountFen: 2_600, terminalNo: '010020000001' };
    const at = { date: '20261123', time: '203911' };
    const store = memoryStore();
    const parts = { store, environment: tspFixture().environment } as unknown as TspParts;
    const log = [{ ...payment, ...at, type: '06', sequence: 30, ...change }];
    const left = await commit(parts, 'tsp', async (unit) => {
      const paid = { attemptId: 'A', provenBy: 'mac2', mac1: at, ...payment };
      putAttempt(unit.tx, paid as unknown as AttemptRow);
      putPayer(unit.tx, 'card', 30, 'A');
      return withoutProven(unit, 'card', log);
    });
    expect(left).toEqual(isProven ? [{ ...log[0], amountFen: 0 }] : log);
  },
);
