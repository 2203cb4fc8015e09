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

test.each([
  ['other hyphens', 'FT-1', ['FT\u20101', 'FT\u20131', 'FT\u22121', 'FT\uff0d1']],
  ['no separators', 'FT-1', ['FT1', 'FT1.', 'FT/1', '(FT) 1']],
  ['what cannot be seen inside a letter', 'é1', ['e\u034f\u03011', 'e\u03011', 'É1']],
  ['large and small', 'STRASSE 1', ['straße 1', 'STRAẞE 1', 'strasse1']],
  ['a dotted I', 'I1', ['i1', 'İ1', 'i\u03071']],
  ['digits of another script', 'FT1234', ['FT\u0661\u0662\u0663\u0664', 'FT①②③④']],
])('one reference with %s is one', (_what, reference, ways) => {
  expect(ways.map(referenceKey)).toEqual(ways.map(() => referenceKey(reference)));
});

test.each([
  ['FT0', 'FTO'],
  ['FT1', 'FT2'],
  ['流水1', '流水2'],
])('%s and %s are two', (first, second) => {
  expect(referenceKey(first)).not.toBe(referenceKey(second));
});
