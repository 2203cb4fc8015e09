import { expect, expectTypeOf, test } from 'vitest';
import { fill, type Sentence, type Translated } from './fill.ts';

test('every place is filled, in the order of the sentence, as often as it appears', () => {
  const page: Sentence<'page' | 'pages'> = '{pages} pages, this is {page}; {page}!';
  expect(fill(page, { page: 2, pages: 10 })).toBe('10 pages, this is 2; 2!');
});

test('filled-in text is not searched for places, and a dollar sign has no meaning', () => {
  const both: Sentence<'a' | 'b'> = '{a} {b}';
  expect(fill(both, { a: '{b}', b: '$& $1' })).toBe('{b} $& $1');
});

test('a sentence without places stays as it is', () => {
  expect(fill('100 %', {})).toBe('100 %');
});

test('the places of a sentence are known to the compiler', () => {
  type Words = Translated<{ plain: '确定'; page: '第 {page} 页，共 {pages} 页' }>;
  expectTypeOf<Words['plain']>().toEqualTypeOf<string>();
  expectTypeOf<Words['page']>().toEqualTypeOf<Sentence<'page' | 'pages'>>();
  const { page }: Words = { plain: 'OK', page: 'Page {page} of {pages}' };
  // @ts-expect-error one place is not filled
  expect(fill(page, { page: 1 })).toBe('Page 1 of undefined');
});
