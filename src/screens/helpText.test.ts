import { expect, test } from 'vitest';
import { speak } from '../ui/words/words.ts';
import { zhCN } from '../ui/words/zhCN.ts';
import { helpText } from './helpText.ts';

speak('zh-CN', zhCN);

const operator = { name: { 'zh-CN': '城市有线' }, hotline: '96596', accent: '#ffc857' };

test('help is the hotline and what to tell it, or an address', () => {
  expect(helpText(operator, '查询码', '7K3-0D42')).toBe('客服 96596\n查询码 7K3-0D42');
  expect(helpText(undefined, '字段', 'tspUrl')).toBe('字段 tspUrl');
  const helpUrl = 'https://o.example/help?c={ref}';
  expect(helpText({ ...operator, helpUrl }, '查询码', '7K3 0D42')).toBe(
    'https://o.example/help?c=7K3%200D42',
  );
});
