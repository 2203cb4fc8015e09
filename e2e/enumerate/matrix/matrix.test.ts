import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { quickWorlds } from '../quickWorlds.fixture.ts';
import {
  type CellId,
  CHANGED,
  CODES,
  type Code,
  cells,
  idOf,
  liveCells,
  matrixFaults,
} from './matrix.ts';
import { type NamedTest, namedTests } from './namedTests.ts';
import { missesOf, USUAL_SCREENS } from './outcomes.ts';
import { playCell } from './playCell.ts';
import { strikesOf } from './strikes.ts';
import { byHand } from './strikesByHand.ts';

quickWorlds();

test.each(matrixFaults)(
  '%s: every cell that is played comes to what its code says',
  async (fault) => {
    const wrong: string[] = [];
    for (const cell of liveCells.filter((one) => one.fault === fault)) {
      for (const [at, strike] of strikesOf(idOf(cell)).entries()) {
        const code = strike.code ?? cell.code;
        const misses = missesOf(code, await playCell(strike), fault === 'F15');
        if (misses.length > 0)
          wrong.push(`${idOf(cell)} ${code}, strike ${at}: ${misses.join('; ')}`);
      }
    }
    expect(wrong).toEqual([]);
  },
);

const isProven = (id: CellId): boolean =>
  strikesOf(id).length > 0 || (namedTests[id] ?? []).length > 0;

test('the matrix has 300 cells, and each of the 201 in which something happens is run', () => {
  expect(cells).toHaveLength(300);
  expect(liveCells).toHaveLength(201);
  expect(liveCells.map(idOf).filter((id) => !isProven(id))).toEqual([]);
  expect(liveCells.filter(({ code }) => !Object.hasOwn(CODES, code))).toEqual([]);
});

test('no proof is named for a cell in which nothing happens', () => {
  const idle = cells.filter(({ code }) => code === '-').map(idOf);
  expect(idle.filter(isProven)).toEqual([]);
  const known = new Set(liveCells.map(idOf));
  const said = [...Object.keys(byHand), ...Object.keys(namedTests), ...Object.keys(CHANGED)];
  expect(said.filter((id) => !known.has(id as CellId))).toEqual([]);
});

/** Tests that no play says more about: at most these few. */
test('all but six cells are played, and the rest is run by tests at the operator’s side', () => {
  const unplayed = liveCells.map(idOf).filter((id) => strikesOf(id).length === 0);
  expect(unplayed).toEqual(['F11 S1', 'F11 S15', 'F14 S15', 'F19 S12', 'F19 S14', 'F19 S15']);
});

const root = fileURLToPath(new URL('../../..', import.meta.url));
const isThere = ({ file, title }: NamedTest): boolean => {
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\(\\s*['"]${quoted}['"],`).test(readFileSync(root + file, 'utf8'));
};

test('every named test is in its file, and `npm test` runs that file', () => {
  const all = Object.values(namedTests).flat();
  expect(all.filter((one) => !isThere(one))).toEqual([]);
  expect(all.filter(({ file }) => !/^(src|mocks|e2e)\/.*\.test\.ts$/.test(file))).toEqual([]);
  expect(isThere({ file: all[0]!.file, title: 'a test that nobody wrote' })).toBe(false);
});

/** One cell of each code, and codes that it must not pass for. */
test.each<[CellId, Code, string]>([
  ['F5 S2', 'A', 'R X N V D H C P K L B M'],
  ['F6 S3', 'R', 'A W X N V D K M'],
  ['F12 S7', 'W', 'R X N V D H C P K L B M'],
  ['F13 S7', 'N', 'A R W X V D C K L M'],
  ['F14 S9', 'V', 'A R W X N H C P K L B M'],
  ['F1 S9', 'D', 'X N V K L M'],
  ['F11 S12', 'K', 'A R W X N V D H C P S L B M'],
  ['F14 S10', 'M', 'A R W X N V D H C P K S L Q B'],
  ['F16 S9', 'L', 'A W X N V D K M'],
])('%s is %s, and not %s', async (id, code, others) => {
  const outcome = await playCell(strikesOf(id)[0]!);
  const passes = (other: Code) => missesOf(other, outcome, false).length === 0;
  expect(passes(code)).toBe(true);
  expect((others.split(' ') as Code[]).filter(passes)).toEqual([]);
});

test('a fault that never strikes proves nothing', async () => {
  const [strike] = strikesOf('F6 S3');
  const idle = { ...strike!, place: { ...strike!.place, label: /^POST nothing$/ } };
  const outcome = await playCell(idle);
  expect(outcome.screens.join(' ')).toBe(USUAL_SCREENS);
  expect(missesOf('R', outcome, false)).toEqual(['the fault struck']);
});
