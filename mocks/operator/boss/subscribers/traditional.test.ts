import { expect, test } from 'vitest';
import { channelServices } from '../seed/channelServices.ts';
import { homeServices } from '../seed/homeServices.ts';
import { mainServices } from '../seed/mainServices.ts';
import { traditional } from './traditional.ts';

const printed = new Set<string>();
const decoder = new TextDecoder('big5');
for (let row = 0xa4; row <= 0xf9; row++) {
  for (let cell = 0x40; cell <= 0xfe; cell++) printed.add(decoder.decode(Uint8Array.of(row, cell)));
}

test('the traditional texts of all services use only characters that Big5 has', () => {
  const services = [...mainServices, ...homeServices, ...channelServices];
  const texts = services.flatMap(({ title, introduction, text, terms, refundRule, includes }) =>
    [title, introduction, text, terms, refundRule, ...includes].map(
      (words) => words['zh-TW'] ?? '',
    ),
  );
  expect(texts.filter((text) => text === '')).toEqual([]);
  const signs = [...new Set(texts.join(''))].filter((sign) => /[\u4e00-\u9fff]/.test(sign));
  expect(signs.filter((sign) => !printed.has(sign))).toEqual([]);
  expect(signs.filter((sign) => '后里余价机与准'.includes(sign))).toEqual([]);
});

test.each([
  ['数字电视基本收视费', '數位電視基本收視費'],
  ['家庭宽带 300M', '家庭寬頻 300M'],
  ['营业厅的机顶盒', '服務中心的機上盒'],
])('%s', (simplified, expected) => {
  expect(traditional(simplified)).toBe(expected);
});
