import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hrefOf, PAGES, routeFrom } from './route.ts';

test.each([
  ['', { page: 'today', query: {} }],
  ['#', { page: 'today', query: {} }],
  ['#/', { page: 'today', query: {} }],
  ['#/cases', { page: 'cases', query: {} }],
  ['#/cases/C20261123-0001', { page: 'cases', id: 'C20261123-0001', query: {} }],
  ['#/orders?find=a%3Db&state=', { page: 'orders', query: { find: 'a=b' } }],
  ['#/orders?find=why?', { page: 'orders', query: { find: 'why?' } }],
  ['#/nothing', { page: 'nowhere', query: {} }],
  ['#/cases/a/b', { page: 'nowhere', query: {} }],
  ['#/cases/%zz', { page: 'nowhere', query: {} }],
  ['#/constructor', { page: 'nowhere', query: {} }],
])('%s', (hash, route) => {
  expect(routeFrom(hash)).toEqual(route);
});

test('for any search text, its link leads back to it', () => {
  const word = fc.string({ minLength: 1, maxLength: 20, unit: 'binary' });
  fc.assert(
    fc.property(fc.constantFrom(...PAGES), fc.option(word), word, (page, id, find) => {
      const route = routeFrom(hrefOf(page, id ?? undefined, { find, none: '' }));
      expect(route).toEqual({ page, ...(id === null ? {} : { id }), query: { find } });
    }),
  );
});
