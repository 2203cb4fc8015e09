import { expect, test } from 'vitest';
import { choice, doubt, payable } from '../../app/gallery/onePayment.fixture.ts';
import type { Step } from '../steps.ts';
import { leave } from './leave.ts';
import { workFixture } from './work.fixture.ts';

const home: Step = { kind: 'home', unfinished: null };
const service: Step = { kind: 'service', serviceId: 'basic', unfinished: null };
const waitCard: Step = { kind: 'waitCard', payable, sight: 'empty' };
const cardCheck: Step = { kind: 'cardCheck', payable };
const authorising: Step = { kind: 'authorising', payable };
const debiting: Step = { kind: 'debiting', payable };
const reporting: Step = { kind: 'reporting', order: payable.order, slow: false };
const resolving: Step = { kind: 'resolving', doubt, resume: null };
const failure = { kind: 'cancelled', money: 'untouched', ref: '7K3-0D42' } as const;
const refused: Step = { kind: 'refused', failure, choice, payable };
const asking: Step = {
  kind: 'insertSameCard',
  doubt,
  sight: 'empty',
  otherCard: false,
  resume: payable,
};

test.each<[before: Step, after: Step, trail: string[]]>([
  [waitCard, service, ['tsp cancel']],
  [waitCard, cardCheck, []],
  [cardCheck, service, ['tsp cancel', 'card released']],
  [cardCheck, authorising, []],
  [authorising, debiting, []],
  [authorising, refused, ['card released']],
  [debiting, reporting, ['card released']],
  [debiting, asking, ['card released']],
  [refused, service, ['tsp cancel']],
  [refused, waitCard, []],
  [asking, home, ['tsp cancel']],
  [resolving, home, ['card released']],
  [home, service, []],
])('from $kind to $kind', (before, after, trail) => {
  const fixture = workFixture();
  leave(fixture.parts, before, after);
  expect(fixture.trail).toEqual(trail);
});

test('every cancel has a key of its own: the answer to one that came too early must not stand for a later one', () => {
  const fixture = workFixture();
  leave(fixture.parts, waitCard, home);
  leave(fixture.parts, refused, home);
  const [first, second] = fixture.told.map(({ parameters }) => parameters);
  expect([first?.[1], second?.[1]]).toEqual([payable.order.orderId, payable.order.orderId]);
  expect(first?.[0]).not.toBe(second?.[0]);
});
