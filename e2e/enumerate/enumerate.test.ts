import { beforeAll, expect, test } from 'vitest';
import { caseLine, caseOf, pairsOf, singleCases, stretchCuts } from './cases.ts';
import { isKnown } from './knownFailures.ts';
import { quickWorlds } from './quickWorlds.fixture.ts';
import { type Case, type CaseResult, runCase } from './runCase.ts';
import { KINDS, type SeamClass } from './seams.ts';
import { SEQUELS } from './sequels.ts';

/** Each tenth case; `npm run enumerate` runs all. */
const TENTH = 10;

let uncut: CaseResult;
let cases: readonly Case[];

quickWorlds();
beforeAll(async () => {
  uncut = await runCase({ cuts: [], sequel: 'same card' });
  cases = singleCases(uncut.seams);
});

test('a payment that nothing cuts has no fault, and passes seams of every kind', () => {
  expect(uncut.faults).toEqual([]);
  const { payment, claim } = uncut.seams;
  const classes = new Set([...payment, ...claim].map((seam) => seam.class));
  expect([...classes].sort()).toEqual(Object.keys(KINDS).sort());
  const names = payment.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => name.endsWith(' DEBIT'))).toHaveLength(1);
});

test('the same case passes the same seams and shows the same screens', async () => {
  const one: Case = { cuts: [cutAt('apdu', 'DEBIT', 'answer lost')], sequel: 'second payment' };
  expect(await runCase(one)).toEqual(await runCase(one));
});

const cutAt = (group: SeamClass, label: string, kind: string) => {
  const seam = uncut.seams.payment.find(
    (known) => known.class === group && known.name.includes(label),
  )!;
  return { seam: seam.name, kind };
};

test.each(SEQUELS)('each tenth cut, %s: no fen is lost, doubled or invented', async (sequel) => {
  const chosen = cases.filter((_, at) => at % TENTH === 0).filter((one) => one.sequel === sequel);
  expect(chosen.length).toBeGreaterThan(50);
  const failed: string[] = [];
  for (const one of chosen) {
    const line = caseLine(one);
    const { faults } = await runCase(one);
    if (faults.length > 0 && !isKnown({ line })) failed.push(`${line}\n  ${faults.join('\n  ')}`);
  }
  expect(failed).toEqual([]);
});

test('a case that never reaches its seam is a fault, and says so', async () => {
  const { faults } = await runCase(caseOf('apdu 99 DEBIT: lost -> same card'));
  expect(faults).toEqual(['CASE "apdu 99 DEBIT" was never reached']);
});

test('a case is one line, which makes it again', () => {
  const pair: Case = {
    cuts: [cutAt('apdu', 'DEBIT', 'done, stale answer'), cutAt('request', 'report', 'answer lost')],
    sequel: 'other box',
  };
  for (const one of [...cases.slice(0, 200), pair]) expect(caseOf(caseLine(one))).toEqual(one);
  expect(() => caseOf('apdu 9 DEBIT: lost')).toThrow('not a case');
  expect(() => caseOf('lost -> same card')).toThrow('not a case');
});

test('every cut of the payment meets every sequel, once', () => {
  const lines = cases.map(caseLine);
  expect(new Set(lines).size).toBe(lines.length);
  const debits = lines.filter((line) => line.includes(' DEBIT: '));
  expect(debits).toHaveLength((KINDS.apdu.length + 10) * SEQUELS.length);
});

test('pairs begin between MAC1 and the report, and go on to seams after the first cut', async () => {
  const firsts = stretchCuts(uncut.seams);
  const seams = [...new Set(firsts.map(({ seam }) => seam))];
  expect(seams[0]).toMatch(/authorise$/);
  expect(seams.at(-1)).toMatch(/put reported$/);
  const first = cutAt('apdu', 'DEBIT', 'torn after the write');
  const { seams: told } = await runCase({ cuts: [first], sequel: 'same card' });
  const pairs = pairsOf(first, told, 'same card');
  expect(pairs.length).toBeGreaterThan(200);
  const { faults } = await runCase(pairs.find(({ cuts }) => cuts[1]!.seam.includes('PROVE'))!);
  expect(faults).toEqual([]);
});
