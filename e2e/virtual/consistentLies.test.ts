/** A TSP that signs orders that are not so in more than one field, so that nothing in them contradicts anything else. */
import { expect, test } from 'vitest';
import type { Order } from '../../src/tsp/tspTypes.ts';
import { quickWorlds } from '../enumerate/quickWorlds.fixture.ts';
import { callOf, PRICE_FEN, payThrough } from './changedAnswers.fixture.ts';
import { lyingTsp } from './lyingTsp.fixture.ts';

quickWorlds();

const OTHER = '01M8N1F806Q9FWEG664KRFRGWC';
type Attempt = NonNullable<Order['attempt']>;
type Change = readonly [order: Partial<Order>, attempt: Partial<Attempt>];

const LIES: Readonly<Record<string, Change>> = {
  'it may be paid again': [
    { state: 'CONFIRMED', money: 'untouched', payable: true },
    { state: 'NOT_DEBITED' },
  ],
  'another attempt was not debited': [
    { state: 'CONFIRMED', money: 'untouched', payable: true },
    { state: 'NOT_DEBITED', attemptId: OTHER },
  ],
  'it is cancelled': [
    { state: 'CANCELLED', money: 'untouched', payable: false },
    { state: 'VOID' },
  ],
  'it is paid already, by another card': [
    { state: 'COMPLETED', money: 'taken', payable: false },
    { state: 'DEBITED', attemptId: OTHER, cardTail: '9999' },
  ],
  'the doubt is about another card': [
    { state: 'IN_DOUBT', money: 'unknown', payable: false },
    { state: 'IN_DOUBT', attemptId: OTHER, cardTail: '9999', cardSequence: 7 },
  ],
  'the doubt is about another number': [
    { state: 'IN_DOUBT', money: 'unknown', payable: false },
    { state: 'IN_DOUBT', cardSequence: 77 },
  ],
};

const CALLS: readonly (readonly [call: string, scenario: string])[] = [
  ['POST /orders', 'first-day'],
  ['POST /attempts/*/report', 'first-day'],
  ['GET /orders/*', 'first-day'],
  ['POST /attempts/*/resolve', 'card-pulled-after-write'],
  ['POST /attempts/*/resolve', 'card-pulled-while-debiting'],
];

const lied = (order: Order, [ofOrder, ofAttempt]: Change): Order => ({
  ...order,
  ...ofOrder,
  ...(order.attempt ? { attempt: { ...order.attempt, ...ofAttempt } } : {}),
});

test.each(Object.keys(LIES))(
  '"%s", once: no screen says so wrongly, and it is paid once',
  async (what) => {
    const found: string[] = [];
    for (const [call, scenario] of CALLS) {
      let isTold = false;
      let isHealed = false;
      const outcome = await payThrough(
        (fetch) =>
          lyingTsp(fetch, (said, request) => {
            if (callOf(request) !== call || said.status >= 300 || isTold || isHealed) return said;
            isTold = true;
            const body = said.body as Order | { readonly order: Order };
            const change = LIES[what]!;
            const lie =
              'order' in body ? { ...body, order: lied(body.order, change) } : lied(body, change);
            return { ...said, body: lie };
          }),
        () => {
          isHealed = true;
        },
        scenario,
      );
      const { faults, takenFen, orderStates, hasPaid, seen } = outcome;
      const completed = orderStates.filter((state) => state === 'COMPLETED').length;
      if (faults.length > 0 || takenFen !== PRICE_FEN || completed !== 1 || !hasPaid) {
        found.push(
          `${call} ${scenario}: ${faults} ${takenFen} ${orderStates}; ${seen.join(' > ')}`,
        );
      }
      expect([call, isTold]).toEqual([call, true]);
    }
    expect(found).toEqual([]);
  },
);
