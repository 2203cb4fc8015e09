import { expect, test } from 'vitest';
import {
  hashOf,
  isChanged,
  lookFile,
  lookFrom,
  lookOfHash,
  NO_LOOK,
  type OwnLook,
} from './ownLook.ts';

const look: OwnLook = {
  tokens: { ':root': { '--body': 'calc(var(--type) * 1.2rem)', '--accent': '#5ad1c8' } },
  words: { en: { 'row.service': 'Package #1 & 50%' }, 'zh-CN': { 'months.one': '{count} 月' } },
  skin: {
    name: { 'zh-CN': '我们的有线' },
    hotline: '961',
    accent: '#112233',
    logo: 'data:image/png;base64,AAAA',
  },
};

test('a look comes back from its address and from its file', () => {
  expect(lookOfHash(hashOf(look))).toEqual(look);
  expect(lookFrom(lookFile(look))).toEqual(look);
  expect(JSON.parse(lookFile(look)).format).toBe('portal-look/1');
});

test('no change has no address', () => {
  expect(hashOf(NO_LOOK)).toBe('');
  expect(isChanged(NO_LOOK)).toBe(false);
  expect(isChanged({ ...NO_LOOK, skin: { hotline: '1' } })).toBe(true);
});

test.each(['', '#', '#look=', '#look=%', '#look=%7B', '#look=[]', '#look=1', '#other={}'])(
  'the address %s changes nothing',
  (hash) => {
    expect(lookOfHash(hash)).toEqual(NO_LOOK);
  },
);

test.each<[string, unknown]>([
  ['a value that ends its declaration', { tokens: { ':root': { '--a': 'red;} body{' } } }],
  ['a value that loads something', { tokens: { ':root': { '--a': 'URL(//x.example/a)' } } }],
  ['a comment', { tokens: { ':root': { '--a': 'red /* ' } } }],
  ['an empty value', { tokens: { ':root': { '--a': ' ' } } }],
  ['a property that is no token', { tokens: { ':root': { color: 'red' } } }],
  ['a selector that is none', { tokens: { ':root{} body': { '--a': 'red' } } }],
  ['a number', { tokens: { ':root': { '--a': 1 } } }],
  ['an unknown language', { words: { fr: { wait: 'x' } } }],
  ['a path that is none', { words: { en: { 'a..b': 'x' } } }],
  ['a script as a logo', { skin: { logo: 'javascript:alert(1)' } }],
  ['a logo of another site', { skin: { logo: 'https://x.example/a.png' } }],
  ['an accent that is no colour', { skin: { accent: 'red' } }],
  ['a hotline without a digit', { skin: { hotline: 'call us' } }],
  ['an empty name', { skin: { name: { en: '' } } }],
  ['words that are a list', { words: [] }],
])('%s is left out', (_, given) => {
  expect(lookFrom(JSON.stringify(given))).toEqual(NO_LOOK);
});

test.each(['', 'x', '[]', '"a"', 'null'])('%j is no look', (text) => {
  expect(lookFrom(text)).toBeNull();
});
