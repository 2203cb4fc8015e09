import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonEnd, placeOf } from './placeOf.ts';

const placeIn = (source: string, expected = 'JSON') =>
  placeOf({ field: 'config.json', value: '', expected, source });

test('a fault without a text has no place', () => {
  expect(placeOf({ field: 'accent', value: '"gold"' })).toBeNull();
  expect(placeOf({ field: 'accent', value: '7', expected: '', source: '{}' })).toBeNull();
});

test.each<[what: string, source: string, line: number, text: string]>([
  ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', 3, '"b": 2'],
  ['a comma too many', '{\n  "a": 1,\n}', 3, '}'],
  ['a quote that is missing', '{\n  "a: 1\n}', 2, '"a: 1'],
  ['a key without quotes', '{\n  a: 1\n}', 2, 'a: 1'],
  ['single quotes', "{\n  'a': 1\n}", 2, "'a': 1"],
  ['a comment', '{\n  // here\n  "a": 1\n}', 2, '// here'],
  ['something after the end', '{}\n{}', 2, '{}'],
  ['a list that does not end', '{"a": [1, 2', 1, '{"a": [1, 2'],
])('%s', (_, source, line, text) => {
  expect(placeIn(source)).toEqual({ line, text });
});

test('what nests too deep to be read is wrong where it does', () => {
  expect(placeIn(`{\n"a": ${'['.repeat(100_000)}`)?.line).toBe(2);
  expect(placeIn('{"a":'.repeat(100_000))?.line).toBe(1);
  // Many of them, one after the other, are not deep.
  expect(jsonEnd(`[${'[],'.repeat(1_000)}!`)).toBe(3_001);
});

test('of a long line the part around the fault is shown', () => {
  const source = `{"a": "${'x'.repeat(100)}", b: 1, "c": "${'y'.repeat(100)}"}`;
  const { text } = placeIn(source)!;
  expect(text).toContain('", b: 1');
  expect(text.length).toBeLessThanOrEqual(40);
});

test('where the encoding changes', () => {
  expect(placeIn('{\n  "name": "\ufffd\ufffd"\n}', 'UTF-8')).toEqual({
    line: 2,
    text: '"name": "\ufffd\ufffd"',
  });
});

test('what an engine reads is JSON to its end, and what it does not is broken before', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.string({ maxLength: 2 }), (value, at, more) => {
      const text = JSON.stringify(value, null, 1);
      expect(jsonEnd(text)).toBe(text.length);
      const cut = at % (text.length + 1);
      const changed = text.slice(0, cut) + more + text.slice(cut);
      let isJson = true;
      try {
        JSON.parse(changed);
      } catch {
        isJson = false;
      }
      if (isJson) expect(jsonEnd(changed)).toBe(changed.length);
      // What only lacks its end is right up to its end.
      else expect(jsonEnd(`${changed}!`)).toBeLessThanOrEqual(changed.length);
    }),
    { numRuns: 2_000 },
  );
});
