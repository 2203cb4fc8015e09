import { expect, test } from 'vitest';
import { order } from '../app/gallery/onePayment.fixture.ts';
import type { Order } from '../tsp/tspTypes.ts';
import { doubtOfAttempt, doubtOfEntry, doubtOfOrder } from './doubt.ts';
import type { JournalEntry, JournalPhase } from './journal.ts';

const entry: JournalEntry = {
  attemptId: 'A1',
  orderId: 'O1',
  phase: 'debit-sent',
  amountFen: 28_600,
  title: { 'zh-CN': '基本' },
  cardTail: '0018',
  cardSequence: 7,
  report: { statusWord: '9000', tac: 'AAAAAAAA', mac2: 'BBBBBBBB' },
};
const attempt = { attemptId: 'A1', state: 'IN_DOUBT', cardTail: '0018' } as const;
const doubted = (more: Partial<Order>) => order('IN_DOUBT', { money: 'unknown', attempt, ...more });

test.each<[JournalPhase, softly: boolean]>([
  ['mac1', true],
  ['debit-sent', false],
  ['debit-answered', false],
])('after the phase "%s" the words are soft: %s', (phase, softly) => {
  expect(doubtOfEntry({ ...entry, phase }, '7K3').softly).toBe(softly);
});

test('a doubt out of the journal has all its screen shows, and no MAC', () => {
  expect(doubtOfEntry(entry, '7K3')).toEqual({
    attemptId: 'A1',
    orderId: 'O1',
    amountFen: 28_600,
    cardTail: '0018',
    cardSequence: 7,
    title: entry.title,
    ref: '7K3',
    softly: false,
  });
});

test('an order whose money is unknown is a doubt, where its card is known', () => {
  expect(doubtOfOrder(doubted({}))).toMatchObject({
    attemptId: 'A1',
    cardTail: '0018',
    amountFen: 28_600,
    ref: doubted({}).ref,
    softly: true,
  });
  expect(doubtOfOrder(doubted({ attempt: { ...attempt, cardSequence: 7 } }))).toMatchObject({
    cardSequence: 7,
  });
  expect(doubtOfOrder(doubted({}))).not.toHaveProperty('cardSequence');
  expect(doubtOfOrder(doubted({ attempt: { attemptId: 'A1', state: 'CREATED' } }))).toBeNull();
});

test.each(['untouched', 'taken'] as const)('an order whose money is %s is no doubt', (money) => {
  expect(doubtOfOrder(doubted({ money }))).toBeNull();
});

test('an attempt open somewhere else is a doubt, in soft words', () => {
  const open = { attemptId: 'A0', orderId: 'O0', amountFen: 4_500, cardTail: '0018' };
  expect(doubtOfAttempt(open, '7K3')).toEqual({ ...open, ref: '7K3', softly: true });
});
