import { expect, test } from 'vitest';
import { type PageSize, pagesOf } from './pagesOf.ts';

const SIZE: PageSize = [11, 92];

const sentence = '每户一台主机，副机另计，到期未续将停止收视。';

test('a short text is one page, paragraph by paragraph', () => {
  expect(pagesOf('第一条。\n第二条。', SIZE)).toEqual([['第一条。', '第二条。']]);
  expect(pagesOf('', SIZE)).toEqual([[]]);
});

test('a long text breaks between sentences and loses nothing', () => {
  const text = sentence.repeat(60);
  const pages = pagesOf(text, SIZE);
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.map((page) => page.join('')).join('')).toBe(text);
  for (const page of pages) expect(page.join('').endsWith('。')).toBe(true);
});

test('no page holds more lines than fit, counting wide characters as two', () => {
  for (const text of [
    sentence.repeat(80),
    'One line about the terms of this service. '.repeat(90),
    '短。\n'.repeat(40),
  ]) {
    for (const page of pagesOf(text, SIZE)) {
      const lines = page.reduce((sum, paragraph) => {
        const width = [...paragraph].reduce((w, sign) => w + (sign > '\xff' ? 2 : 1), 0);
        return sum + Math.max(1, Math.ceil(width / 92));
      }, 0);
      expect(lines).toBeLessThanOrEqual(11);
    }
  }
});

test('a text without any full stop still comes out whole', () => {
  const text = '没有标点的长文字'.repeat(100);
  expect(
    pagesOf(text, SIZE)
      .map((page) => page.join(''))
      .join(''),
  ).toBe(text);
});
