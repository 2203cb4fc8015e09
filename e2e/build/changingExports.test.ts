import { parse } from 'acorn';
import { expect, test } from 'vitest';
import { refuseChanging } from './changingExports.ts';
import type { AnyNode } from './syntaxTree.ts';

const judge = (code: string) => () =>
  refuseChanging(parse(code, { ecmaVersion: 2025 }) as unknown as AnyNode, new Set(['n']));

test.each([
  'let n = 0; const up = () => { n++; };',
  'let n = 0; function set(x) { n = x; }',
  'let n = 0; const f = () => { const g = (n) => n; n = g(1); };',
])('a variable that changes after the start cannot be exported: %s', (code) => {
  expect(judge(code)).toThrow('n is exported, and changes after the start');
});

test.each([
  'let n = 0; n = 1;',
  'let m = 0; const f = () => { m = 1; };',
  'let n = 0; const f = () => { let n = 1; n = 2; return n; };',
  'let n = 0; const f = (n) => { n = 2; return n; };',
  'let n = 0; const f = ({ a: [n] }) => { n = 2; return n; };',
  'let n = 0; const f = (a, [, n = 1] = []) => { n = 2; return n; };',
])('another variable may change, or this one at the start: %s', (code) => {
  expect(judge(code)).not.toThrow();
});
