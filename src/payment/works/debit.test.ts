import { beforeEach, expect, test } from 'vitest';
import { order, payable } from '../../app/gallery/onePayment.fixture.ts';
import { type ReaderError, readerError } from '../../reader/readerError.ts';
import { fromHex } from '../../shared/bytes.ts';
import { fail, ok } from '../../shared/result.ts';
import { debitWork } from './debit.ts';
import { entry, unreachable, type WorkFixture, workFixture } from './work.fixture.ts';

const DEBIT = '805401000F0000002A20261123203912A1B2C3D408';
const step = { kind: 'debiting', payable } as const;
let fixture: WorkFixture;

beforeEach(() => {
  fixture = workFixture();
  fixture.conversation.entry = entry;
  fixture.conversation.debit = {
    terminalSequence: '0000002A',
    date: '20261123',
    time: '203912',
    mac1: 'A1B2C3D4',
  };
  fixture.entries.set('A1', entry);
});

const run = () => fixture.run(debitWork(fixture.parts, fixture.holder), step);
const debits = () => fixture.apdus.filter((apdu) => apdu.startsWith('8054'));

function expectNothingSent(failure: object, reason: string): void {
  expect(debits()).toEqual([]);
  expect(fixture.events).toMatchObject([{ kind: 'refused', failure }]);
  expect(fixture.told).toEqual([
    { call: 'abandon', parameters: ['A1', { debitSent: false, reason }] },
  ]);
}

test('"debit-sent" is durable before DEBIT reaches the card; its answer waits for no disk', async () => {
  await run();
  expect(fixture.trail).toEqual(['written debit-sent', 'card 54', 'event debitAnswered']);
  expect(debits()).toEqual([DEBIT]);
  expect(fixture.entries.get('A1')).toEqual({
    ...entry,
    phase: 'debit-answered',
    report: { statusWord: '9000', tac: 'AAAAAAAA', mac2: 'BBBBBBBB' },
  });
});

test('a MAC1 is used up by its one DEBIT', async () => {
  await run();
  expect(fixture.conversation.debit).toBeUndefined();
});

test.each([
  ['gone', false],
  ['swapped', true],
])('a card that is %s before DEBIT is not debited', async (_, isBack) => {
  fixture.takesCardOut(isBack);
  await run();
  expectNothingSent({ kind: 'card-removed', money: 'untouched' }, 'card-removed');
  expect(fixture.entries.get('A1')?.phase).toBe('abandoned');
});

test('a card swapped while the journal writes is not debited', async () => {
  fixture.beforeWrite = ({ phase }) => {
    if (phase === 'debit-sent') fixture.takesCardOut(true);
  };
  await run();
  expectNothingSent({ kind: 'card-removed', money: 'untouched' }, 'card-removed');
});

test('a DEBIT that never left is a statement, not a doubt', async () => {
  fixture.card[84] = () => fail(readerError('READER_UNAVAILABLE', 'not-sent'));
  fixture.answers.abandon = () => ok(order('CONFIRMED'));
  await run();
  expect(fixture.events).toMatchObject([{ failure: { kind: 'card-removed', money: 'untouched' } }]);
  expect(fixture.told).toMatchObject([{ parameters: ['A1', { reason: 'reader-lost' }] }]);
  expect(fixture.entries.size).toBe(0);
});

test.each<ReaderError['outcome']>(['unknown', 'answered'])(
  'a DEBIT whose answer is lost (%s) is sent once and doubted',
  async (outcome) => {
    fixture.card[84] = () => fail(readerError('REMOVED_CARD', outcome));
    await run();
    expect(debits()).toEqual([DEBIT]);
    expect(fixture.events).toEqual([
      {
        kind: 'doubted',
        doubt: {
          attemptId: 'A1',
          orderId: payable.order.orderId,
          serviceId: payable.order.serviceId,
          amountFen: 28_600,
          cardTail: '0018',
          cardSequence: 7,
          title: payable.order.title,
          ref: payable.order.ref,
          softly: false,
        },
      },
    ]);
    expect(fixture.entries.get('A1')?.phase).toBe('debit-sent');
    expect(fixture.told).toEqual([]);
  },
);

test.each(['6581', '6F00', '6200', '9000', 'AABB9000', `${'AA'.repeat(8)}6283`])(
  'a card that answers DEBIT with %s has perhaps paid',
  async (answer) => {
    fixture.card[84] = () => ok(fromHex(answer));
    await run();
    expect(fixture.events).toMatchObject([{ kind: 'doubted' }]);
    expect(debits().length).toBe(1);
    expect(fixture.entries.get('A1')?.phase).toBe('debit-sent');
  },
);

test.each([
  ['9302', 'card-refused-debit'],
  ['9401', 'balance-too-small'],
])('a card that rejects DEBIT with %s has not paid: reported, then forgotten', async (sw, kind) => {
  fixture.card[84] = () => ok(fromHex(sw));
  fixture.answers.report = () => ok(order('CONFIRMED'));
  await run();
  expect(fixture.trail).toEqual([
    'written debit-sent',
    'card 54',
    'tsp report',
    'removed A1',
    'event refused',
  ]);
  expect(fixture.told).toEqual([
    { call: 'report', parameters: ['A1', { statusWord: sw, answers: 'command' }] },
  ]);
  expect(fixture.events).toMatchObject([{ failure: { kind, money: 'untouched' } }]);
});

test.each(
  ['6700', '6901', '6982', '6985', '6A81', '6F00', '9302', '9401'].flatMap((sw) =>
    (['follow-up', 'unknown'] as const).map((answers) => [sw, answers] as const),
  ),
)(
  '%s that is perhaps no answer to DEBIT itself (%s) is a doubt, and no statement',
  async (sw, answers) => {
    fixture.card[84] = () => ok(fromHex(sw));
    fixture.answersTo = answers;
    await run();
    expect(debits().length).toBe(1);
    expect(fixture.events).toMatchObject([{ kind: 'doubted' }]);
    // The platform hears of what may be a rejected MAC1, and that nobody can tell.
    const isToldOf = sw === '9302' && answers === 'unknown';
    expect(fixture.told).toEqual(
      isToldOf ? [{ call: 'report', parameters: ['A1', { statusWord: sw }] }] : [],
    );
    expect(fixture.entries.get('A1')?.phase).toBe('debit-sent');
  },
);

test.each(['6700', '6901', '6982', '6985', '6A81', '6A80', '6D00'])(
  'DEBIT itself answered with %s is a doubt: only 9302 and 9401 are a no',
  async (sw) => {
    fixture.card[84] = () => ok(fromHex(sw));
    await run();
    expect(fixture.events).toMatchObject([{ kind: 'doubted' }]);
    expect(fixture.told).toEqual([]);
  },
);

test('a rejection that the TSP does not believe is a doubt, and stays in the journal as one', async () => {
  fixture.card[84] = () => ok(fromHex('9302'));
  fixture.answers.report = () => ok(order('IN_DOUBT', { money: 'unknown' }));
  await run();
  expect(fixture.events).toMatchObject([{ kind: 'doubted', doubt: { attemptId: 'A1' } }]);
  expect(fixture.entries.get('A1')).toEqual({ ...entry, phase: 'debit-sent' });
});

test('a rejection of an order that was paid meanwhile is never called "nothing taken"', async () => {
  fixture.card[84] = () => ok(fromHex('9302'));
  fixture.answers.report = () => ok(order('PAID'));
  await run();
  expect(fixture.events).toMatchObject([{ kind: 'doubted', doubt: { attemptId: 'A1' } }]);
});

test('a rejection the TSP does not hear of stays in the journal', async () => {
  fixture.card[84] = () => ok(fromHex('9302'));
  fixture.answers.report = () => unreachable;
  await run();
  expect(fixture.entries.get('A1')).toMatchObject({
    phase: 'debit-answered',
    report: { statusWord: '9302' },
  });
});

test('given up before DEBIT, but the TSP has the order in doubt: no screen says that nothing was taken', async () => {
  fixture.takesCardOut(true);
  fixture.answers.abandon = () => ok({ ...order('IN_DOUBT'), money: 'unknown' });
  await run();
  expect(fixture.events).toMatchObject([{ kind: 'doubted', doubt: { attemptId: 'A1' } }]);
});
