import { expect, test } from 'vitest';
import { isOnScreen } from './wordsOnScreen.ts';

const screen = '选择期限\n客服 96xxx\n12 个月\nPay now (26.00)';

test.each([
  ['选择期限', true],
  ['客服 {number}', true],
  ['{count} 个月', true],
  ['pay now ({amount})', true],
  ['返回', false],
  ['选.期限', false],
  ['{from} 至 {to}', false],
  ['{a} × {b}', false],
  ['', false],
])('%j stands on the screen: %s', (usual, is) => {
  expect(isOnScreen({ usual, own: undefined }, screen)).toBe(is);
});

test('a changed word is at hand, wherever it stands', () => {
  expect(isOnScreen({ usual: '返回', own: '回去' }, screen)).toBe(true);
  expect(isOnScreen({ usual: '返回', own: '' }, screen)).toBe(true);
});
