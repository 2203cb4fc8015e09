import { expect, test } from 'vitest';
import { tokenBlocks, tokenCss } from './tokenBlocks.ts';

const rule = (selectorText: string, values: Readonly<Record<string, string>>) => ({
  selectorText,
  style: Object.assign(Object.keys(values), {
    getPropertyValue: (name: string) => values[name] ?? '',
  }),
});
const page = (...sheets: { id?: string; cssRules: unknown[] }[]) =>
  ({
    styleSheets: sheets.map(({ id, cssRules }) => ({ ownerNode: id ? { id } : null, cssRules })),
  }) as unknown as Document;

test('blocks are rules of custom properties alone; own values are none of them', () => {
  const read = tokenBlocks(
    page(
      {
        cssRules: [
          rule(':root', { '--a': ' 1rem', '--b': 'red' }),
          rule('html', { color: 'red', '--c': '1' }),
          { media: 'print' },
          rule('[data-type="large"]', { '--a': '2rem' }),
          rule(':root', { '--b': 'blue' }),
        ],
      },
      { id: 'own-tokens', cssRules: [rule(':root', { '--a': '9rem' })] },
    ),
  );
  expect(read).toEqual([
    { selector: ':root', tokens: { '--a': '1rem', '--b': 'blue' } },
    { selector: '[data-type="large"]', tokens: { '--a': '2rem' } },
  ]);
});

test('own values stand in the order of the blocks, and beat the style attribute only where no other block could', () => {
  const blocks = [
    { selector: ':root', tokens: { '--a': '1rem', '--accent': 'gold' } },
    { selector: '[data-type="large"]', tokens: { '--a': '2rem' } },
  ];
  const own = {
    '[data-type="large"]': { '--a': '3rem' },
    ':root': { '--accent': 'red', '--a': '2rem', '--unknown': '1' },
    '.other': { '--a': '1' },
  };
  expect(tokenCss(blocks, own)).toBe(
    ':root {\n  --accent: red !important;\n  --a: 2rem;\n}\n\n[data-type="large"] {\n  --a: 3rem;\n}\n',
  );
  expect(tokenCss(blocks, {})).toBe('');
});
