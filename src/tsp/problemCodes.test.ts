import { expect, test } from 'vitest';
import { isListedCode } from './problemCodes.ts';

test.each([
  ['order.state', true],
  ['internal', true],
  ['order.unheard_of', false],
  ['', false],
  ['toString', false],
  ['__proto__', false],
])('%j is listed: %s', (code, listed) => {
  expect(isListedCode(code)).toBe(listed);
});

test('an engine without Object.hasOwn knows them too', () => {
  const { hasOwn } = Object;
  let listed: boolean[];
  try {
    Object.hasOwn = undefined as never;
    listed = ['order.state', 'toString'].map(isListedCode);
  } finally {
    Object.hasOwn = hasOwn;
  }
  expect(listed).toEqual([true, false]);
});
