import { expect, test } from 'vitest';
import { transitions } from '../../payment/transitions.ts';
import { refusedZhCN } from '../../ui/words/refusedZhCN.ts';
import { samples } from './samples.ts';

test('no two samples share an id, and every id can stand in an address', () => {
  const ids = samples.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z0-9-]+$/.test(id))).toEqual([]);
});

test('every step has a sample', () => {
  const shown = new Set(samples.map(({ step }) => (typeof step === 'string' ? step : step.kind)));
  expect(Object.keys(transitions).filter((kind) => !shown.has(kind as never))).toEqual([]);
});

test('every failure and every reason of BOSS has a sample', () => {
  const ids = new Set(samples.map(({ id }) => id));
  const wanted = [
    ...Object.keys(refusedZhCN.failure).map((kind) => `refused-${kind}`),
    ...Object.keys(refusedZhCN.reason).map(
      (code) => `refused-reason-${code.replace(/[._]/g, '-')}`,
    ),
  ];
  expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
});
