import { expect, test } from 'vitest';
import { afterKey, CLEAR_ID, DELETE_ID, keyId, SYMBOLS, typed } from './searchKeys.ts';

/** What the contract allows to be asked for. */
const ALLOWED = /^([0-9]{1,6}|[A-Za-z]{1,12})?$/;

test.each([
  ['', 'A', 'A'],
  ['A', 'B', 'AB'],
  ['12', '3', '123'],
  ['AB', '1', '1'],
  ['12', 'A', 'A'],
  ['123456', '7', '123456'],
  ['ABCDEFGHIJKL', 'M', 'ABCDEFGHIJKL'],
])('%j and then %s is %j', (query, symbol, expected) => {
  expect(typed(query, symbol)).toBe(expected);
});

test.each([
  ['AB', keyId('C'), 'ABC'],
  ['AB', DELETE_ID, 'A'],
  ['', DELETE_ID, ''],
  ['AB', CLEAR_ID, ''],
  ['AB', 'service-basic', null],
  ['AB', 'retry', null],
])('%j after OK on %s is %j', (query, id, expected) => {
  expect(afterKey(query, id)).toBe(expected);
});

test('there are all letters and digits, and however they are pressed, the query is one the contract allows', () => {
  expect(SYMBOLS.length).toBe(36);
  let query = '';
  for (let press = 0; press < 2000; press++) {
    const symbol = SYMBOLS[(press * 7 + (press >> 3)) % SYMBOLS.length]!;
    query = press % 11 === 0 ? (afterKey(query, DELETE_ID) ?? '') : typed(query, symbol);
    expect(query).toMatch(ALLOWED);
  }
});
