import { expect, test } from 'vitest';
import type { Finds } from '../state/opsTypes.ts';
import { sampleHistory } from '../state/orderSamples.fixture.ts';
import { hasNoOrder } from './case/OrderGlance.tsx';
import { isOvertaken } from './case/StepFailure.tsx';
import { owedWords } from './day/Receivable.tsx';
import { deltaOf } from './day/ThreeSides.tsx';
import { byDay } from './order/Timeline.tsx';
import { onlyPlace } from './subscriber/FinderPage.tsx';

test('a time line is divided at midnight in China, in the given order', () => {
  const entry = sampleHistory.entries[0]!;
  const days = byDay([
    { ...entry, at: '2026-11-23T15:59:59Z', what: 'a' },
    { ...entry, at: '2026-11-23T16:00:00Z', what: 'b' },
    { ...entry, at: '2026-11-23T16:00:01Z', what: 'c' },
  ]);
  expect(days.map(([day, entries]) => [day, entries.map(({ what }) => what)])).toEqual([
    ['2026-11-23', ['a']],
    ['2026-11-24', ['b', 'c']],
  ]);
});

test('a side is compared with the platform only if both are there', () => {
  const sum = (count: number, totalFen: number) => ({ count, totalFen });
  expect(deltaOf(sum(3, 300), sum(2, 350))).toEqual(sum(-1, 50));
  expect(deltaOf(sum(3, 300), undefined)).toBe(null);
  expect(deltaOf(undefined, sum(0, 0))).toBe(null);
});

test('only a case that has changed is loaded again', () => {
  const problem = { type: 'x', title: 'x', status: 409 };
  const overtaken = (code: 'case.version' | 'case.state' | 'case.preview' | 'case.same_person') =>
    isOvertaken({ kind: 'problem', problem: { ...problem, code } });
  expect([
    overtaken('case.version'),
    overtaken('case.state'),
    overtaken('case.preview'),
    overtaken('case.same_person'),
  ]).toEqual([true, true, true, false]);
  expect(isOvertaken({ kind: 'offline' })).toBe(false);
});

test('a case about an order that only BOSS has is no failure', () => {
  const problem = (code: 'order.not_found' | 'unavailable') =>
    hasNoOrder({ kind: 'problem', problem: { type: 'x', title: 'x', status: 404, code } });
  expect([problem('order.not_found'), problem('unavailable')]).toEqual([true, false]);
  expect([hasNoOrder({ kind: 'offline' }), hasNoOrder(undefined)]).toEqual([false, false]);
});

test('a day says what the PPP owes though people closed it as explained', () => {
  const owed = (count: number, totalFen: number) => owedWords({ receivable: { count, totalFen } });
  expect(owed(2, 5_200)).toContain('52.00');
  expect([owed(0, 0), owedWords({})]).toEqual([null, null]);
});

test('a search that leads to one place goes there; one that leads to several does not', () => {
  const finds = (...groups: Finds['groups']): Finds => ({ groups, tried: [], boss: 'answered' });
  const group = (
    kind: Finds['groups'][number]['kind'],
    ...list: Finds['groups'][number]['finds']
  ) => ({
    kind,
    finds: list,
    isMore: false,
  });
  const one = { subscriberId: 'sub-1', orderId: 'O1' };
  const incident = {
    code: 'ABC-DEF1',
    at: 'x',
    what: { 'zh-CN': 'x' },
    say: { 'zh-CN': 'x' },
    source: 'box' as const,
    proven: true,
  };
  expect(onlyPlace(finds(group('code', one)))).toBe('#/subscribers/sub-1?order=O1');
  expect(
    onlyPlace(
      finds(
        group('smartCard', { subscriberId: 'sub-1' }),
        group('subscriber', { subscriberId: 'sub-1' }),
      ),
    ),
  ).toBe('#/subscribers/sub-1');
  expect(onlyPlace(finds(group('code', one), group('incident', { ...one, incident })))).toBe(
    '#/subscribers/sub-1?order=O1',
  );
  expect(onlyPlace(finds(group('code', one, { ...one, orderId: 'O2' })))).toBeUndefined();
  expect(onlyPlace(finds({ ...group('code', one), isMore: true }))).toBeUndefined();
  expect(onlyPlace(finds(group('incident', { subscriberId: 'sub-1', incident })))).toBeUndefined();
  expect(onlyPlace(finds(group('case', { caseNo: 'C20261123-0001' })))).toBeUndefined();
  expect(onlyPlace(finds())).toBeUndefined();
});
