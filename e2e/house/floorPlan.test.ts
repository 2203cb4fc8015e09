import { expect, test } from 'vitest';
import { arrowsBetween, circlesOf, floorPlan, insideOf } from './floorPlan.ts';
import { moduleFacts } from './moduleFacts.ts';

const modules = (texts: Record<string, string>) =>
  Object.entries(texts).map(([path, text]) => moduleFacts(path, text));
const byPath = (path: string) => path;

test('a circle is found through types and dynamic imports too; a module that only imports it is not in it', () => {
  const house = modules({
    'a/a.ts': `import type { B } from './b.ts';`,
    'a/b.ts': `export const c = () => import('../c.ts');`,
    'c.ts': `export * from './a/a.ts';`,
    'd.ts': `import './a/a.ts';`,
    'e.ts': `import 'preact';`,
  });
  expect(circlesOf(arrowsBetween(house, byPath))).toEqual([['a/a.ts', 'a/b.ts', 'c.ts']]);
});

test('two circles joined by an arrow are two circles', () => {
  const house = modules({
    'a.ts': `import './b.ts';`,
    'b.ts': `import './a.ts';\nimport './c.ts';`,
    'c.ts': `import './d.ts';`,
    'd.ts': `import './c.ts';`,
  });
  expect(circlesOf(arrowsBetween(house, byPath))).toEqual([
    ['c.ts', 'd.ts'],
    ['a.ts', 'b.ts'],
  ]);
});

test('an arrow between rooms counts once, and one to a room above runs back up', () => {
  const house = modules({
    'top/a.ts': `import '../low/b.ts';\nimport '../low/c.ts';`,
    'low/b.ts': `import type { A } from '../top/a.ts';`,
    'low/c.ts': `import './b.ts';`,
  });
  const room = (path: string) => path.split('/')[0]!;
  const plan = floorPlan(arrowsBetween(house, room), ['top', 'low']);
  expect(plan).toEqual({
    rooms: ['low', 'top'],
    arrows: ['low -> top', 'top -> low'],
    backUp: ['low -> top'],
    circles: [['low', 'top']],
  });
});

test('only what is inside the folder is seen', () => {
  expect(['x/y/z/a.ts', 'x/y/b.ts', 'x/c.ts', 'x/yy/d.ts'].map(insideOf('x/y'))).toEqual([
    'z',
    'b.ts',
    null,
    null,
  ]);
});
