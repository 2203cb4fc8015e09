import { expect, expectTypeOf, test } from 'vitest';
import { boolean, integer, listOf, matching, object, oneOf, optional, readAs } from './shape.ts';

const page = object({
  total: integer(0, 10),
  items: listOf(object({ id: matching(/^\d+$/), kind: optional(oneOf('a', 'b')) })),
  isLast: boolean,
});
const good = { total: 1, items: [{ id: '7', kind: 'a' }, { id: '8' }], isLast: true };

test('what fits is read, and only what is in the shape', () => {
  const items = [{ ...good.items[0], colour: 'red' }, good.items[1]];
  const read = readAs(page, { ...good, items, more: 1 });
  expect(read).toStrictEqual({ ok: true, value: good });
});

test('its type says which fields may be missing', () => {
  type Item = ReturnType<typeof page>['items'][number];
  expectTypeOf<Item['id']>().toEqualTypeOf<string>();
  expectTypeOf<Item['kind']>().toEqualTypeOf<'a' | 'b' | undefined>();
  expectTypeOf<{ id: string }>().toExtend<Item>();
  expectTypeOf<{ kind: 'a' }>().not.toExtend<Item>();
});

test.each<[field: string, value: unknown, given: unknown]>([
  ['', null, null],
  ['', 'text', 'text'],
  ['total', undefined, { ...good, total: undefined }],
  ['total', 11, { ...good, total: 11 }],
  ['total', -1, { ...good, total: -1 }],
  ['total', 0.5, { ...good, total: 0.5 }],
  ['total', '1', { ...good, total: '1' }],
  ['items', {}, { ...good, items: {} }],
  ['items.1', null, { ...good, items: [{ id: '7' }, null] }],
  ['items.1.id', 7, { ...good, items: [{ id: '7' }, { id: 7 }] }],
  ['items.0.id', 'x', { ...good, items: [{ id: 'x' }, { id: 7 }] }],
  ['items.0.kind', 'c', { ...good, items: [{ id: '7', kind: 'c' }] }],
  ['items.0.kind', null, { ...good, items: [{ id: '7', kind: null }] }],
  ['isLast', 1, { ...good, isLast: 1 }],
])('the first misfit is named: %s %j', (field, value, given) => {
  expect(readAs(page, given)).toEqual({ ok: false, error: { field, value } });
});
