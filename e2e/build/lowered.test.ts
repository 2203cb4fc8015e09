/** Lowering keeps the meaning of the code; distRules.mjs checks the syntax of a whole build. */
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { distRules } from '../dist/distRules.mjs';
import { lowered } from './lowered.ts';

const RULES = ['script parses as ES2015', 'WebKit 602 reads the script as it is meant'] as const;

/** Runs the lowered script; it leaves its result in `told`. */
async function toldBy(body: string): Promise<unknown> {
  const text = await lowered(`(function() {\n${body}\n})();`, true);
  const secrets = { testKeys: [], scenarioNames: [] };
  for (const rule of RULES) expect(distRules[rule]!({ name: 'a.js', text }, secrets)).toBeNull();
  const page = { told: null as unknown, window: {} };
  runInNewContext(text, page);
  await new Promise((resolve) => setImmediate(resolve));
  return page.told;
}

test.each<[what: string, body: string, told: unknown]>([
  [
    'text that looks like a declaration',
    'const a = "const b = () => 1;"; told = a',
    'const b = () => 1;',
  ],
  [
    'a destructured constant',
    'const { a, ...rest } = { a: 1, b: 2, c: 3 }; told = a + rest.b + rest.c',
    6,
  ],
  [
    'each turn of a loop has its own',
    'const f = []; for (const x of [1, 2]) f.push(() => x); told = f[0]()',
    1,
  ],
  [
    'a loop named as a parameter',
    'const f = (xs) => { for (const x of xs) for (const y of [x]) told = y; }; f([7])',
    7,
  ],
  [
    'this in an arrow',
    'const o = { a: 5, f() { return [1].map((n) => this.a + n)[0]; } }; told = o.f()',
    6,
  ],
  ['optional things', 'const o = null; told = o?.a ?? 4', 4],
  [
    'what newer syntax says shorter',
    'const o = { a: null }; told = o.a === null || o.a === undefined ? 4 : o.a',
    4,
  ],
  [
    'awaiting',
    'const f = async (x) => (await x) + 1; f(Promise.resolve(2)).then((v) => { told = v })',
    3,
  ],
  ['a rejection', 'const f = async () => { throw 8 }; f().catch((v) => { told = v })', 8],
  [
    'a getter that is read for what it does',
    'let n = 0; const s = { get value() { return ++n; } }; s.value; const unused = s.value; told = n',
    2,
  ],
  ['a class with a field', 'class A { a = 3; get b() { return this.a } } told = new A().b', 3],
])('%s', async (_what, body, told) => {
  expect(await toldBy(body)).toBe(told);
});

test('a script is ASCII: a server may say that its texts are GBK', async () => {
  expect(await toldBy('told = "缴费·"')).toBe('缴费·');
  expect(await lowered('(function() {\nwindow.told = "缴费";\n})();', false)).toMatch(
    /^[\0-\x7F]*$/,
  );
});

test('code that needs an unknown helper is refused, and so is more than one function', async () => {
  const loop = 'async function f(x) { for await (const y of x) told = y; } f([])';
  await expect(lowered(`(function() {\n${loop}\n})();`, true)).rejects.toThrow('no helper of ours');
  await expect(lowered('told = 1;', true)).rejects.toThrow('not one function');
});

test('the first script leaves the long helpers for the later ones, which have none of their own', async () => {
  const work =
    'const f = async ({ a, ...rest }) => rest.b; f({ b: 6 }).then((v) => { told.push(v) })';
  const [first, second] = await Promise.all(
    [true, false].map((isFirst) => lowered(`(function() {\n${work}\n})();`, isFirst)),
  );
  expect(first).toContain('new Promise(');
  expect(second).not.toContain('new Promise(');
  const page = createContext({ told: [] });
  runInContext('var window = this', page);
  for (const script of [first!, second!]) runInContext(script, page);
  await new Promise((resolve) => setImmediate(resolve));
  expect(page.told).toEqual([6, 6]);
});
