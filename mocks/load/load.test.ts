/** A small load: real processes, real HTTP, real disk, a few boxes, two seconds. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cryptoJsDes, useDesCipher } from '../crypto/des.ts';
import { builtPrograms } from '../start/built.mjs';
import { runLoad } from './load.ts';
import { defaultOptions } from './loadOptions.ts';
import { type LoadResult, loadReport } from './loadReport.ts';
import { mishapOf } from './traffic.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let programs: Awaited<ReturnType<typeof builtPrograms>>;

beforeAll(async () => {
  programs = await builtPrograms(root);
});
afterAll(() => {
  programs.remove();
  useDesCipher(cryptoJsDes);
});

test('boxes pay over real HTTP, some go wrong, and every invariant is true', async () => {
  const options = { ...defaultOptions, boxes: 12, seconds: 2, atOnce: 4, psams: 4, faults: 0.5 };
  const result = await runLoad(options, programs.path('loadHost'));
  expect(result.faults).toEqual([]);
  const { paid, 'in-doubt': doubts } = result.outcomes;
  expect(paid).toBeGreaterThan(0);
  expect(doubts).toBeGreaterThan(0);
  expect(result.debits).toBe(result.accepted);
  expect(result.debits).toBeGreaterThanOrEqual(paid);
  const report = loadReport(result);
  expect(report).toContain('Every invariant is true.');
  expect(report).toMatch(/authorise +\d+ +[\d.]+ +[\d.]+/);
});

test('at a rate, as many payments begin as were asked for', async () => {
  const options = { ...defaultOptions, boxes: 20, seconds: 2, rate: 5, psams: 4 };
  const result = await runLoad(options, programs.path('loadHost'));
  expect(result.outcomes).toMatchObject({ paid: 10, refused: 0 });
  expect(result.faults).toEqual([]);
});

const measured: LoadResult = {
  options: { ...defaultOptions, boxes: 1, seconds: 1 },
  outcomes: { paid: 1_000, abandoned: 0, 'in-doubt': 0, refused: 0 },
  paid: 1_000,
  paidMs: 1_000,
  wallMs: 1_000,
  hostCpuMs: 500,
  boxesCpuMs: 250,
  hostPeakBytes: 2 ** 27,
  spreads: [],
  counts: {},
  counters: {},
  debits: 1_000,
  accepted: 999,
  faults: ['I10 more accepted than debited'],
};

test('the goal is spoken of only where it could be met', () => {
  const endAt = (rate: number) =>
    loadReport({ ...measured, options: { ...measured.options, rate } });
  expect(endAt(2)).not.toContain('The goal');
  expect(endAt(2)).toContain('1 invariant is FALSE');
  expect(endAt(125)).toContain('The goal');
});

test('a false invariant is reported, and the goal is not met', () => {
  const report = loadReport(measured);
  expect(report).toContain('1000.0 payments/s');
  expect(report).toContain('I10 more accepted than debited');
  expect(report).toContain('is NOT met');
});

test('mishaps have the shares asked for, the same in every run', () => {
  const options = { ...defaultOptions, abandon: 0.5, faults: 0.2 };
  const seen = Array.from({ length: 1_000 }, (_, number) => mishapOf(number, options));
  expect(seen.filter((mishap) => mishap === 'abandoned')).toHaveLength(500);
  const all = Array.from({ length: 300 }, (_, number) =>
    mishapOf(number, { ...defaultOptions, faults: 0.2 }),
  );
  for (const fault of ['report-lost', 'torn-before-debit', 'torn-after-debit']) {
    expect(all.filter((mishap) => mishap === fault)).toHaveLength(20);
  }
});
