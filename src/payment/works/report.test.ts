import { beforeEach, expect, test } from 'vitest';
import { order, paid, payable, receipt } from '../../app/gallery/onePayment.fixture.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Tsp } from '../../tsp/tspClient.ts';
import type { DebitReport, OrderState } from '../../tsp/tspTypes.ts';
import type { JournalEntry } from '../journal.ts';
import { limits } from '../limits.ts';
import { watchWork } from './background.ts';
import { finishWork, reportWork, resultWork } from './report.ts';
import { entry, problem, unreachable, type WorkFixture, workFixture } from './work.fixture.ts';

const report: DebitReport = { statusWord: '9000', tac: 'AAAAAAAA', mac2: 'BBBBBBBB' };
const answered: JournalEntry = { ...entry, phase: 'debit-answered', report };
const reporting = { kind: 'reporting', order: payable.order, slow: false } as const;
let fixture: WorkFixture;

beforeEach(() => {
  fixture = workFixture();
  fixture.entries.set('A1', answered);
});

const posted = () => fixture.told.filter(({ call }) => call === 'report');
const runReport = (forMs?: number) => fixture.run(reportWork(fixture.parts), reporting, forMs);

test('an answer the TSP takes is kept as reported, without its MACs', async () => {
  fixture.answers.report = () => ok(order('PAID'));
  await runReport();
  expect(posted()).toEqual([{ call: 'report', parameters: ['A1', report] }]);
  expect(fixture.events).toMatchObject([{ kind: 'reportAccepted', order: { money: 'taken' } }]);
  expect(fixture.entries.get('A1')).toEqual({ ...entry, phase: 'reported' });
});

test('the same report is sent again until it is heard; after 15 s the card may be taken out', async () => {
  const until = fixture.time.now() + 40_000;
  fixture.answers.report = () => (fixture.time.now() < until ? unreachable : ok(order('PAID')));
  await runReport();
  expect(posted().length).toBeGreaterThan(6);
  expect(new Set(posted().map(({ parameters }) => JSON.stringify(parameters))).size).toBe(1);
  expect(fixture.events.map(({ kind }) => kind)).toEqual(['reportDelayed', 'reportAccepted']);
});

test('a repeated answer that is older than what is known was heard: people have decided meanwhile', async () => {
  fixture.answers.report = () =>
    fail({ kind: 'unintelligible', status: 200, detail: 'order.older' });
  fixture.answers.order = () => ok(order('PAID'));
  await runReport();
  expect(fixture.events).toMatchObject([{ kind: 'reportAccepted', order: { money: 'taken' } }]);
  expect(fixture.entries.get('A1')).toEqual({ ...entry, phase: 'reported' });
});

test('an answer that does not fit for another reason is not taken for one that was heard', async () => {
  fixture.answers.report = () =>
    fail({ kind: 'unintelligible', status: 200, detail: 'order.money' });
  fixture.answers.order = () => ok(order('PAID'));
  await runReport(60_000);
  expect(fixture.events.map(({ kind }) => kind)).toEqual(['reportDelayed']);
  expect(fixture.entries.get('A1')).toEqual(answered);
});

test.each([
  ['a problem that asks to wait', () => problem('hsm.unavailable', { retry: 'same-key' })],
  ['no answer', () => unreachable],
  ['a box that is blocked', () => problem('stb.blocked')],
  ['a portal that is too old', () => problem('portal.outdated')],
  ['too many calls', () => problem('rate.limited')],
  ['a key that is missed', () => problem('idempotency.missing')],
] as const)('after %s the report is sent again, and there is never a doubt', async (_, answer) => {
  fixture.answers.report = answer;
  await runReport(60_000);
  expect(fixture.events.map(({ kind }) => kind)).toEqual(['reportDelayed']);
  expect(fixture.entries.get('A1')).toEqual(answered);
});

/** As `problem` says it, too. */
const REF = '7K3-0D42';

test.each([
  ['an order whose money is unknown', () => ok(order('IN_DOUBT', { money: 'unknown', ref: REF }))],
  ['an order whose money is untouched', () => ok(order('CONFIRMED', { ref: REF }))],
  ['a MAC2 that is wrong', () => problem('mac2.invalid', { money: 'unknown' })],
  ['a problem that wants another request', () => problem('attempt.state', { retry: 'new' })],
] as const)('%s is a doubt, also in the journal: the card decides', async (_, answer) => {
  fixture.answers.report = answer;
  await runReport();
  expect(fixture.events).toMatchObject([
    { kind: 'doubted', doubt: { attemptId: 'A1', amountFen: 28_600, ref: REF } },
  ]);
  const { report: _report, ...rest } = answered;
  expect(fixture.entries.get('A1')).toEqual({ ...rest, phase: 'debit-sent' });
});

test.each([
  ['taken', () => ok(order('PAID')), 'reportAccepted'],
  [
    'unknown',
    () =>
      ok(
        paid('IN_DOUBT', {
          money: 'unknown',
          attempt: { attemptId: 'A1', state: 'IN_DOUBT', cardTail: '0018' },
        }),
      ),
    'doubted',
  ],
  ['not to be asked', () => unreachable, 'reportDelayed'],
] as const)(
  'with nothing left to report, the TSP’s own word counts: %s',
  async (_, answer, kind) => {
    fixture.entries.clear();
    fixture.answers.order = answer;
    await runReport(14_000);
    await fixture.time.runUntil(() => fixture.events.length > 0, 60_000);
    expect(fixture.events[0]).toMatchObject({ kind });
    expect(posted()).toEqual([]);
  },
);

test('the answer of another order is not reported for this one', async () => {
  fixture.entries.set('A1', { ...answered, orderId: 'O9' });
  fixture.answers.order = () => ok(order('PAID'));
  await runReport();
  expect(posted()).toEqual([]);
});

test('at home the answer is posted for as long as it takes: no number of tries forgets it', async () => {
  const step = {
    kind: 'home',
    unfinished: { kind: 'report', orderId: answered.orderId, amountFen: 28_600 },
  } as const;
  const work = watchWork(fixture.parts);
  const day = 86_400_000;
  const running = fixture.run(work, step, 2 * day);
  await fixture.time.runUntil(() => posted().length > 1_000, day);
  expect(posted().length).toBeGreaterThan(1_000);
  expect(fixture.entries.get('A1')).toEqual(answered);
  fixture.answers.report = () => ok(order('PAID'));
  fixture.answers.order = () => ok(order('PAID'));
  fixture.answers.openOrders = () => ok({ items: [], months: [] });
  await running;
  expect(fixture.events.slice(-1)).toEqual([{ kind: 'recovered', unfinished: null }]);
  expect(fixture.entries.get('A1')?.phase).toBe('reported');
});

const finishing = { kind: 'finishing', order: order('ACTIVATING'), mayLeave: false } as const;

test('while the platform is silent a paid order is asked for every five seconds at last', async () => {
  const asked: number[] = [];
  fixture.answers.order = () => {
    asked.push(fixture.time.now());
    return unreachable;
  };
  await fixture.run(finishWork(fixture.parts), finishing, 600_000);
  const [last = 0, before = 0] = asked.slice(-2).reverse();
  expect(last - before).toBe(5_000);
  expect(fixture.events).toEqual([{ kind: 'activationSlow' }]);
});

test('the service opens: the order is asked for until it is at rest, then its receipt', async () => {
  let asks = 0;
  fixture.answers.order = () => ok(order(++asks < 3 ? 'ACTIVATING' : 'COMPLETED'));
  fixture.answers.receipt = () => ok(receipt);
  await fixture.run(finishWork(fixture.parts), finishing);
  expect(fixture.trail).toEqual([
    'card released',
    'tsp order',
    'tsp order',
    'tsp order',
    'tsp receipt',
    'event orderRested',
  ]);
  expect(fixture.events).toMatchObject([{ order: { state: 'COMPLETED' }, receipt }]);
});

test.each<OrderState>(['COMPLETED', 'CREDITED', 'REFUND_DUE', 'REFUNDED', 'MANUAL'])(
  'an order that is %s is at rest: it is not asked for again',
  async (state) => {
    await fixture.run(finishWork(fixture.parts), { ...finishing, order: order(state) });
    expect(fixture.told.map(({ call }) => call)).toEqual(['receipt']);
    expect(fixture.events).toMatchObject([{ kind: 'orderRested', order: { state } }]);
  },
);

test('an activation that takes long is shown as what it is, with or without a receipt', async () => {
  fixture.answers.order = () => ok(order('ACTIVATING'));
  await fixture.run(finishWork(fixture.parts), finishing);
  expect(fixture.events).toMatchObject([
    { kind: 'activationSlow' },
    { kind: 'orderRested', order: { state: 'ACTIVATING' }, receipt: null },
  ]);
});

test('the platform’s clock may be set while the service opens: the wait is as long as it should be', async () => {
  fixture.answers.order = () => ok(order('ACTIVATING'));
  const tsp = new Proxy(fixture.parts.tsp, {
    get: (plain, call: keyof Tsp) => (call === 'now' ? () => 0 : plain[call]),
  });
  const began = fixture.time.now();
  await fixture.run(finishWork({ ...fixture.parts, tsp }), finishing);
  expect(fixture.events.slice(-1)).toMatchObject([{ kind: 'orderRested' }]);
  expect(fixture.time.now() - began).toBeGreaterThanOrEqual(limits.activationWaitMs);
});

test('a TSP that is gone after the payment keeps the step, and lets the subscriber leave', async () => {
  await fixture.run(finishWork(fixture.parts), finishing, 60_000);
  expect(fixture.events).toEqual([{ kind: 'activationSlow' }]);
});

test('a result that was shown is removed from the journal, and nothing else is', async () => {
  const paidOrder = { ...order('COMPLETED'), orderId: entry.orderId };
  fixture.entries.set('A1', { ...entry, phase: 'reported' });
  fixture.entries.set('A2', { ...answered, attemptId: 'A2' });
  fixture.entries.set('A3', { ...entry, attemptId: 'A3', orderId: 'O9', phase: 'reported' });
  await fixture.run(resultWork(fixture.parts), { kind: 'result', order: paidOrder, receipt: null });
  expect(fixture.entries.size).toBe(3);
  await fixture.time.runUntil(() => false, 31_000);
  expect(fixture.events).toEqual([{ kind: 'closed' }]);
  fixture.leaves();
  await fixture.time.runUntil(() => false, 0);
  expect([...fixture.entries.keys()]).toEqual(['A2', 'A3']);
  // What a disk that removes nothing keeps of it.
  expect(fixture.trail).toContain('written seen');
});

const refused: JournalEntry = { ...answered, attemptId: 'A0', report: { statusWord: '9302' } };

test('when an earlier card rejected the same order, that is not what is reported', async () => {
  fixture.entries.clear();
  fixture.entries.set('A0', refused);
  fixture.entries.set('A1', answered);
  fixture.answers.report = (attemptId) => ok(order(attemptId === 'A1' ? 'PAID' : 'CONFIRMED'));
  await runReport();
  expect(posted().map(({ parameters }) => parameters[0])).toEqual(['A1']);
  expect(fixture.events).toMatchObject([{ kind: 'reportAccepted' }]);
});

test.each<[string, JournalEntry, call: string]>([
  ['rejection', refused, 'report'],
  [
    'statement',
    { ...entry, attemptId: 'A0', phase: 'abandoned', abandonReason: 'back' },
    'abandon',
  ],
])(
  'at home a %s nobody heard is posted until it is heard, then forgotten',
  async (_, kept, call) => {
    fixture.entries.clear();
    fixture.entries.set('A0', kept);
    let posts = 0;
    const hears = () => (++posts < 4 ? unreachable : ok(order('CONFIRMED')));
    fixture.answers.report = hears;
    fixture.answers.abandon = hears;
    fixture.answers.openOrders = () => ok({ items: [], months: [] });
    await fixture.run(watchWork(fixture.parts), { kind: 'home', unfinished: null });
    const statements = fixture.told.map(({ call }) => call).filter((name) => name !== 'openOrders');
    expect(statements).toEqual([call, call, call, call]);
    expect(fixture.entries.size).toBe(0);
  },
);

test('at home with nothing left, it looks once more when a lost MAC1 is in doubt by the platform\u2019s own limit', async () => {
  fixture.entries.clear();
  const since = fixture.time.now();
  const looks: number[] = [];
  fixture.answers.told = () => ({ cardWaitMs: 1, reportMs: 60_000, activationWaitMs: 1 });
  fixture.answers.openOrders = () => {
    looks.push(fixture.time.now() - since);
    return ok({ items: [], months: [] });
  };
  await fixture.run(watchWork(fixture.parts), { kind: 'home', unfinished: null });
  expect(looks).toEqual([70_000]);
});
