/** Every state of order, attempt and claim that a case can be about, reached by what boxes, cards and parties do. */
import { DAY_MS } from '../../../../src/shared/time.ts';
import { memoryStore } from '../../../store/memoryStore.ts';
import type { CaseKind, CaseSubject } from '../books/cases.ts';
import { never, noWire } from '../bossFake.fixture.ts';
import type { Decision } from '../controls/desk.ts';
import { payingFixture } from '../paying.fixture.ts';
import { CARD, OTHER_CARD } from '../subscriber.fixture.ts';
import { type Fixture, NOW, TODAY, tspFixture } from '../tsp.fixture.ts';
import { deskOf } from './desk.fixture.ts';

type Paying = Awaited<ReturnType<typeof payingFixture>>;
type Then = (paying: Paying) => Promise<unknown>;

export interface Situation {
  readonly fixture: Fixture;
  readonly on: CaseSubject;
}

const REJECTED = { state: 'REJECTED', reason: 'account.closed', final: true } as const;

/** An attempt gets its MAC1, then each of `then` happens. The case names the attempt. */
const after =
  (...then: readonly Then[]) =>
  async (): Promise<Situation> => {
    const paying = await payingFixture();
    for (const happens of then) {
      await happens(paying);
      await paying.fixture.time.drain();
    }
    const { orderId, attemptId } = paying;
    return { fixture: paying.fixture, on: { orderId, attemptId, amountFen: 2_600 } };
  };

const days =
  (count: number): Then =>
  async ({ fixture, box }) => {
    await fixture.time.advance(count * DAY_MS + 3_600_000);
    (await box.open()).value;
  };
const doubted: Then = ({ report }) => report({ statusWord: '6F00' });
const saidNotSent: Then = ({ fixture, box, attemptId }) => fixture.abandon(box, attemptId);
const readUnmoved: Then = ({ fixture, box, attemptId }) =>
  fixture.resolve(box, attemptId, { sequence: 5 });
const wentBackwards: Then = ({ fixture, box, attemptId }) =>
  fixture.resolve(box, attemptId, { sequence: 4 });
const cancelled: Then = ({ box, orderId }) => box.post(`/orders/${orderId}/cancel`, {});
const debited: Then = ({ report, debited: body }) => report(body);
const inTheLog: Then = ({ fixture, box, attemptId, record }) =>
  fixture.resolve(box, attemptId, { sequence: 6, log: [record] });
const bossIsSilent: Then = async ({ fixture }) => {
  for (let i = 0; i < 999; i++) fixture.boss.instead.push({ match: /PUT/, answer: noWire });
};
const pending: Then = async ({ fixture }) => {
  fixture.boss.activation = () => ({ state: 'PENDING' });
};
const rejectsActivations: Then = async ({ fixture }) => {
  fixture.boss.activation = () => REJECTED;
};
const rejectsCredits: Then = async ({ fixture }) => {
  fixture.boss.credit = () => REJECTED;
};
const noCreditAnswer: Then = async ({ fixture }) => {
  for (let i = 0; i < 999; i++)
    fixture.boss.instead.push({ match: /PUT .*credit/, answer: noWire });
};

/** Another attempt, with `card`, pays for the order. */
const paidWith =
  (card: typeof CARD): Then =>
  async ({ fixture, box, orderId }) => {
    const order = await fixture.order(box, orderId);
    const second = await fixture.payingAgain(box, order, card);
    await fixture.report(box, second.attemptId, second.debited);
    await fixture.time.drain();
  };

/** Two attempts have their MAC1: the newer one is in doubt, the older one pays. */
const overtaken = async (): Promise<Situation> => {
  const { fixture, box, orderId, attemptId, report, debited: body } = await payingFixture();
  await fixture.abandon(box, attemptId);
  const order = await fixture.order(box, orderId);
  const second = await fixture.payingAgain(box, order, OTHER_CARD);
  await report(body);
  await fixture.report(box, second.attemptId, { statusWord: '6F00' });
  await fixture.time.drain();
  return { fixture, on: { orderId, attemptId: second.attemptId, amountFen: 2_600 } };
};

/** `then` happens, people call the first attempt debited, and its number's right MAC2 comes from another box, for another order. */
const contradicted =
  (...then: readonly Then[]) =>
  async (): Promise<Situation> => {
    const { fixture, ...paying } = await payingFixture();
    const film = await fixture.paying(await fixture.opened('STB-2'), CARD, 'film');
    for (const happens of [...then, days(3), people('doubt-aged', 'debited')])
      await happens({ fixture, ...paying });
    await fixture.time.drain();
    await fixture.report(await fixture.opened('STB-2'), film.attemptId, film.debited);
    const { orderId, attemptId, order } = film;
    return { fixture, on: { orderId, attemptId, amountFen: order.amountFen } };
  };

/** `rejected`: indexes of the records that the PPP rejects. */
const upload =
  (rejected: number[]): Then =>
  async ({ fixture }) => {
    fixture.ppp.rejects = rejected;
    await fixture.tsp.uploadDay(TODAY);
  };
const pppDown: Then = async ({ fixture }) => {
  fixture.ppp.down = true;
};

/** Two people decide on a case of this kind. */
const people =
  (kind: CaseKind, decision: Decision): Then =>
  async ({ fixture }) => {
    const desk = deskOf(fixture);
    await desk.decide((await desk.caseOf(kind)).caseNo, decision);
  };

const noOrder = async (): Promise<Situation> => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  return { fixture, on: { amountFen: 2_600 } };
};

const noAttempt = async (): Promise<Situation> => {
  const fixture = tspFixture();
  await fixture.tsp.start();
  const { orderId, amountFen } = await fixture.ordered(await fixture.opened());
  return { fixture, on: { orderId, amountFen } };
};

/** The case names the order only, so it is about the attempt that paid. */
const orderOnly = async (): Promise<Situation> => {
  const { fixture, on } = await after(debited)();
  return { fixture, on: { orderId: on.orderId, amountFen: 1 } };
};

/** The states of order, attempt, claim and surplus in the rows. */
export async function stateOf({ fixture, on }: Situation): Promise<string> {
  const desk = deskOf(fixture);
  const order = on.orderId === undefined ? undefined : await desk.order(on.orderId);
  const attemptId = on.attemptId ?? order?.paidBy;
  const attempt = attemptId === undefined ? undefined : await desk.attempt(attemptId);
  const surplus = attempt?.surplus && `surplus ${attempt.surplus}`;
  return [order?.state, attempt?.state, attempt?.claim, surplus].filter(Boolean).join(' ');
}

type Line = readonly [state: string, happens: () => Promise<Situation>];

const UNPAID: Readonly<Record<string, Line>> = {
  'no order': ['', noOrder],
  'no attempt': ['CONFIRMED', noAttempt],
  'MAC1 is out': ['PAYING MAC1_ISSUED', after()],
  'in doubt': ['IN_DOUBT IN_DOUBT', after(doubted)],
  'in doubt, the doubt is old': ['MANUAL IN_DOUBT', after(days(3))],
  'in doubt, the evidence conflicts': ['MANUAL IN_DOUBT', after(wentBackwards)],
  'in doubt, another card paid': ['COMPLETED IN_DOUBT', overtaken],
  'said to be not debited': ['CONFIRMED NOT_DEBITED_CLAIMED', after(saidNotSent)],
  'said to be not debited, order cancelled': [
    'CANCELLED NOT_DEBITED_CLAIMED',
    after(saidNotSent, cancelled),
  ],
  'said to be not debited, order expired': [
    'EXPIRED NOT_DEBITED_CLAIMED',
    after(saidNotSent, days(1)),
  ],
  'said to be not debited, another card paid': [
    'COMPLETED NOT_DEBITED_CLAIMED',
    after(saidNotSent, paidWith(OTHER_CARD)),
  ],
  'said to be not debited, the same number of the card paid': [
    'COMPLETED NOT_DEBITED',
    after(saidNotSent, paidWith(CARD)),
  ],
  'the log contradicts the box': ['CONFIRMED NOT_DEBITED_CLAIMED', after(saidNotSent, inTheLog)],
  'the log contradicts the box, another card paid': [
    'COMPLETED NOT_DEBITED_CLAIMED',
    after(saidNotSent, paidWith(OTHER_CARD), inTheLog),
  ],
  'decided: not debited': [
    'CANCELLED NOT_DEBITED',
    after(days(3), people('doubt-aged', 'notDebited')),
  ],
  'decided: not debited, the log says otherwise': [
    'CANCELLED NOT_DEBITED',
    after(days(3), people('doubt-aged', 'notDebited'), inTheLog),
  ],
  'signed, people gave its number to another': ['MANUAL IN_DOUBT', contradicted()],
  'signed, BOSS gave nothing for the other': [
    'MANUAL IN_DOUBT',
    contradicted(rejectsActivations, rejectsCredits),
  ],
  'read, the sequence has not moved': ['CONFIRMED NOT_DEBITED_CLAIMED', after(readUnmoved)],
  'in the log only': ['MANUAL IN_DOUBT', after(doubted, inTheLog)],
};

const PAID: Readonly<Record<string, Line>> = {
  'decided: debited': ['COMPLETED DEBITED CASE', after(days(3), people('doubt-aged', 'debited'))],
  'decided: debited, the card says otherwise': [
    'COMPLETED DEBITED CASE',
    after(days(3), people('doubt-aged', 'debited'), readUnmoved),
  ],
  'decided by the log: debited': [
    'COMPLETED DEBITED CASE',
    after(doubted, inTheLog, people('log-record', 'debited')),
  ],
  'decided by the log: debited, written off': [
    'COMPLETED DEBITED WRITTEN_OFF',
    after(doubted, inTheLog, people('log-record', 'debited'), people('no-tac', 'writeOff')),
  ],
  activating: ['ACTIVATING DEBITED UNCLAIMED', after(bossIsSilent, debited)],
  'activation stuck': ['MANUAL DEBITED UNCLAIMED', after(pending, debited, days(1))],
  completed: ['COMPLETED DEBITED UNCLAIMED', after(debited)],
  'completed, the case names the order': ['COMPLETED DEBITED UNCLAIMED', orderOnly],
  'completed, claim not answered': [
    'COMPLETED DEBITED BATCHED',
    after(debited, pppDown, upload([])),
  ],
  'completed, claim accepted': ['COMPLETED DEBITED ACCEPTED', after(debited, upload([]))],
  'completed, claim rejected': ['COMPLETED DEBITED REJECTED', after(debited, upload([0]))],
  'completed, claim written off': [
    'COMPLETED DEBITED WRITTEN_OFF',
    after(debited, upload([0]), people('claim-rejected', 'writeOff')),
  ],
  'completed, claimed again': [
    'COMPLETED DEBITED UNCLAIMED',
    after(debited, upload([0]), people('claim-rejected', 'rework')),
  ],
};

const GOES_BACK: Readonly<Record<string, Line>> = {
  'credit due': [
    'CREDIT_DUE DEBITED UNCLAIMED',
    after(rejectsActivations, noCreditAnswer, debited),
  ],
  'credit stuck': [
    'REFUND_DUE DEBITED UNCLAIMED',
    after(rejectsActivations, noCreditAnswer, debited, days(1)),
  ],
  credited: ['CREDITED DEBITED UNCLAIMED', after(rejectsActivations, debited)],
  'credit rejected': [
    'REFUND_DUE DEBITED UNCLAIMED',
    after(rejectsActivations, rejectsCredits, debited),
  ],
  refunded: [
    'REFUNDED DEBITED UNCLAIMED',
    after(rejectsActivations, rejectsCredits, debited, people('credit-refused', 'refund')),
  ],
  'surplus due': [
    'COMPLETED DEBITED UNCLAIMED surplus due',
    after(saidNotSent, paidWith(OTHER_CARD), noCreditAnswer, debited),
  ],
  'surplus stuck': [
    'COMPLETED DEBITED UNCLAIMED surplus case',
    after(saidNotSent, paidWith(OTHER_CARD), noCreditAnswer, debited, days(1)),
  ],
  'surplus credited': [
    'COMPLETED DEBITED UNCLAIMED surplus credited',
    after(saidNotSent, paidWith(OTHER_CARD), debited),
  ],
  'surplus rejected': [
    'COMPLETED DEBITED UNCLAIMED surplus case',
    after(saidNotSent, paidWith(OTHER_CARD), rejectsCredits, debited),
  ],
  'surplus rejected, claim rejected': [
    'COMPLETED DEBITED REJECTED surplus case',
    after(saidNotSent, paidWith(OTHER_CARD), rejectsCredits, debited, upload([0, 1])),
  ],
  'surplus refunded': [
    'COMPLETED DEBITED UNCLAIMED surplus refunded',
    after(
      saidNotSent,
      paidWith(OTHER_CARD),
      rejectsCredits,
      debited,
      people('surplus-refused', 'refund'),
    ),
  ],
};

export const SITUATIONS = { ...UNPAID, ...PAID, ...GOES_BACK };

export const happened = (name: string): Promise<Situation> => SITUATIONS[name]![1]();

/** A copy of the store at the same moment, with its own platform whose BOSS has no orders and answers no message. */
export async function copyOf({ fixture, on }: Situation): Promise<Situation> {
  const store = memoryStore();
  const rows = await fixture.room.transaction((tx) => tx.list(''));
  await store.room('tsp').transaction(async (tx) => {
    for (const { key, value } of rows) tx.put(key, value);
  });
  const copy = tspFixture({ store });
  await copy.time.advance(fixture.time.clock.now() - NOW);
  for (let i = 0; i < 9; i++) copy.boss.instead.push({ match: /PUT|DELETE/, answer: never });
  return { fixture: copy, on };
}
