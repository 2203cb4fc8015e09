import { expect, test } from 'vitest';
import { crashCode } from './crashCode.ts';

test('a bug has a code that can be read out, the same each time', () => {
  const bug = new TypeError("Cannot read properties of undefined (reading 'title')");
  expect(crashCode(bug)).toMatch(/^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(crashCode(bug)).toBe(crashCode(String(bug)));
});

test('other bugs have other codes', () => {
  const codes = Array.from({ length: 500 }, (_, bug) => crashCode(`bug ${bug}`));
  expect(new Set(codes).size).toBe(500);
});
