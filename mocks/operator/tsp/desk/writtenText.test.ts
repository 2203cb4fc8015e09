import { expect, test } from 'vitest';
import { isReference, isVisible, referenceKey, trimmed } from './writtenText.ts';

test.each(['', '   ', '\n\t', '\u200b', '\u3164', '\u2800', '\ufeff\u00a0\u3000', '\u202e'])(
  'of %j nothing can be seen',
  (text) => {
    expect([isVisible(text), isReference(text), trimmed(text)]).toEqual([false, false, '']);
  },
);

test.each(['because', '已核实', '?', ' x '])('%j can be seen', (text) => {
  expect(isVisible(text)).toBe(true);
});

test.each([
  ['ICBC 1', true],
  ['流水一', true],
  ['---', false],
])('whether %j can be a reference: %s', (text, expected) => {
  expect(isReference(text)).toBe(expected);
});

test('what cannot be seen at the edges is taken away, and what lies between stays', () => {
  expect(trimmed(' \u200bICBC 1\ufeff ')).toBe('ICBC 1');
});

test('one reference is one, however it is written', () => {
  const ways = ['ICBC 1', 'icbc1', ' ICBC\u200b1', 'ＩＣＢＣ　１'];
  expect(new Set(ways.map(referenceKey))).toEqual(new Set(['ICBC1']));
  expect(referenceKey('ICBC 2')).not.toBe('ICBC1');
});
