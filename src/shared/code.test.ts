import { expect, test } from 'vitest';
import { codeOfText, newCode } from './code.ts';

const FORM = /^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}$/;
const ascending = (first: number) => ({
  bytes: (length: number) => Uint8Array.from({ length }, (_, at) => first + at * 5),
});

test('a text has a code that can be read out, the same each time', () => {
  const bug = String(new TypeError("Cannot read properties of undefined (reading 'title')"));
  expect(codeOfText(bug)).toMatch(FORM);
  expect(codeOfText(bug)).toBe(codeOfText(bug));
});

test('other texts have other codes', () => {
  const codes = Array.from({ length: 500 }, (_, bug) => codeOfText(`bug ${bug}`));
  expect(new Set(codes).size).toBe(500);
});

test('a new code is drawn from 35 bits: each byte counts, and nothing but its lowest five bits', () => {
  expect(newCode(ascending(0))).toBe('05A-FMSY');
  expect(newCode(ascending(32))).toBe('05A-FMSY');
  for (let place = 0; place < 7; place++) {
    const bytes = (length: number) =>
      Uint8Array.from({ length }, (_, at) => (at === place ? 31 : 0));
    const code = newCode({ bytes }).replace('-', '');
    expect([code.charAt(place), code.replace('0', '').length]).toEqual(['Z', 6]);
  }
});

test('codes of all bytes have the form of the contract', () => {
  for (let first = 0; first < 220; first++) expect(newCode(ascending(first))).toMatch(FORM);
});
