import { expect, test } from 'vitest';
import { changed, hueOf, kindOf, stepped, withHue } from './tokenValue.ts';

test.each([
  ['#ffc857', 'colour'],
  ['rgba(1, 2, 3, 0.5)', 'colour'],
  ['3.2rem', 'number'],
  ['1', 'number'],
  ['.5', 'number'],
  ['-4px', 'number'],
  ['120ms', 'number'],
  ['calc(var(--type) * 1rem)', 'text'],
  ['var(--body)', 'text'],
  ['cubic-bezier(.2,0,0,1)', 'text'],
])('%s is a %s', (value, kind) => {
  expect(kindOf(value).kind).toBe(kind);
});

test('another colour shines through as much as the one before', () => {
  expect(withHue('rgba(255, 255, 255, 0.06)', '#102030')).toBe('rgba(16, 32, 48, 0.06)');
  expect(withHue('#ffffff', '#102030')).toBe('#102030');
  expect([hueOf('rgba(255, 0, 0, 0.1)'), hueOf('1rem')]).toEqual(['#ff0000', '#000000']);
});

test.each([
  ['3.2rem', 1, '3.25rem'],
  ['0.1rem', -1, '0.05rem'],
  ['16px', 2, '18px'],
  ['150ms', -1, '149ms'],
  ['calc(1rem)', 1, 'calc(1rem)'],
])('%s by %i step: %s', (value, steps, next) => {
  expect(stepped(value, steps)).toBe(next);
});

test('a value is put in and taken out, and nothing empty stays', () => {
  const one = changed<string>({}, ':root', '--a', '1');
  expect(one).toEqual({ ':root': { '--a': '1' } });
  const two = changed(one, ':root', '--b', '2');
  expect(changed(two, ':root', '--a', null)).toEqual({ ':root': { '--b': '2' } });
  expect(changed(one, ':root', '--a', null)).toEqual({});
  expect(changed(one, 'other', '--a', null)).toEqual(one);
});
