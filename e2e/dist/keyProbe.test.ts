import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/remote/keys.ts';
import { inspectDist } from './distRules.mjs';

const read = (name: string): string =>
  readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8');
const script = read('key-probe.js');

test('the probe is ES5, so it runs where the portal cannot', () => {
  expect(() => parse(script, { ecmaVersion: 5 })).not.toThrow();
  expect(() => parse(read('key-probe-syntax.js'), { ecmaVersion: 5 })).toThrow();
});

test('the probe obeys the rules of a build', () => {
  const names = ['key-probe.html', 'key-probe.js', 'key-probe.css', 'key-probe-syntax.js'];
  const files = names.map((name) => ({ name, text: read(name) }));
  expect(inspectDist(files, { testKeys: [], scenarioNames: [] })).toEqual([]);
});

test('the probe asks for every command, and no other', () => {
  const from = script.indexOf('var COMMANDS');
  const list = script.slice(from, script.indexOf('];', from));
  const asked = [...list.matchAll(/\[\s*'(\w+)'/g)].map(([, command]) => command!);
  expect(asked.sort()).toEqual([...COMMANDS].sort());
});

test('the probe names the same icon as the portal: a browser asks for no other', () => {
  const page = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');
  const iconOf = (text: string) => /<link rel="icon"[^>]*>/.exec(text)?.[0];
  expect(iconOf(read('key-probe.html'))).toBe(iconOf(page));
});
