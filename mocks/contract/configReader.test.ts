import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configReader, configSentence } from './configReader.ts';

const read = configReader<Record<string, unknown>>({
  type: 'object',
  additionalProperties: false,
  required: ['size'],
  properties: {
    $schema: { type: 'string' },
    size: { type: 'integer', minimum: 1, maximum: 9 },
    name: { type: 'string', pattern: '^[a-z]+$', patternErrorMessage: 'small letters' },
    secret: { type: 'string', pattern: '^.{9,}$', patternErrorMessage: 'longer', writeOnly: true },
    kind: { type: 'string', enum: ['own', 'theirs'], default: 'own' },
    isQuick: { type: 'boolean' },
    list: { type: 'array', items: { type: 'string' } },
    place: {
      type: 'object',
      default: {},
      additionalProperties: false,
      properties: { street: { type: 'string', default: 'none' }, 'a/b': { type: 'boolean' } },
    },
  },
});

test('defaults are filled in, `$schema` is removed, and the given object is not changed', () => {
  const given = { $schema: 'x', size: 3, place: {} };
  expect(read(given)).toEqual({
    ok: true,
    value: { size: 3, kind: 'own', place: { street: 'none' } },
  });
  expect(given).toEqual({ $schema: 'x', size: 3, place: {} });
});

test.each<[given: unknown, sentence: string]>([
  [{}, 'size: nothing is not a whole number from 1 to 9'],
  [{ size: 10 }, 'size: 10 is not a whole number from 1 to 9'],
  [{ size: 1.5 }, 'size: 1.5 is not a whole number from 1 to 9'],
  [{ size: '3' }, 'size: "3" is not a whole number from 1 to 9'],
  [{ size: 1, name: 'Ab' }, 'name: "Ab" is not small letters'],
  [{ size: 1, name: 7 }, 'name: 7 is not small letters'],
  [{ size: 1, secret: 'short' }, 'secret: what is given (not shown) is not longer'],
  [{ size: 1, kind: 'ours' }, 'kind: "ours" is not one of own, theirs'],
  [{ size: 1, isQuick: 'yes' }, 'isQuick: "yes" is not true or false'],
  [{ size: 1, list: { secret: 1 } }, 'list: an object is not a list'],
  [{ size: 1, list: ['a', 2] }, 'list[1]: 2 is not a text'],
  [{ size: 1, place: 7 }, 'place: 7 is not an object'],
  [{ size: 1, place: { 'a/b': 1 } }, 'place.a/b: 1 is not true or false'],
  [
    { size: 1, place: { steret: 'x' } },
    'place.steret: there is no such field; did you mean street? There are street, a/b',
  ],
  [
    { size: 1, colour: 'x' },
    'colour: there is no such field; remove it, or use one of size, name, secret,',
  ],
  [[1], 'a list is not an object'],
  [null, 'null is not an object'],
  ['text', '"text" is not an object'],
])('%j: %s', (given, sentence) => {
  const answer = read(given);
  expect(answer.ok ? '' : configSentence(answer.error)).toContain(sentence);
});

const folder = new URL('../../docs/schemas/', import.meta.url);

/** Every schema within a schema, with its path. */
function within(schema: unknown, at = ''): [at: string, schema: Record<string, unknown>][] {
  if (typeof schema !== 'object' || schema === null) return [];
  const here = schema as Record<string, unknown>;
  return [
    [at, here],
    ...Object.entries(here).flatMap(([name, own]) => within(own, `${at}/${name}`)),
  ];
}

test.each(readdirSync(folder))('%s: strict, and every pattern says what is right', (name) => {
  const schema = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
    $id: string;
    properties: object;
  };
  configReader(schema);
  expect(schema.$id).toMatch(new RegExp(`/schemas/${name}$`));
  expect(Object.keys(schema.properties)[0]).toBe('$schema');
  const silent = within(schema).filter(
    ([, { pattern, patternErrorMessage }]) =>
      typeof pattern === 'string' && pattern.length > 1 && patternErrorMessage === undefined,
  );
  expect(silent.map(([at]) => at)).toEqual([]);
});
