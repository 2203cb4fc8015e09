import { expect, test } from 'vitest';
import { en } from './en.ts';
import { say, speak, words } from './words.ts';
import { type Words, zhCN } from './zhCN.ts';

type Leaf = { path: string; text: string };

/** Every sentence of a dictionary. */
function leaves(node: unknown, path = ''): Leaf[] {
  if (typeof node === 'string') return [{ path, text: node }];
  return Object.entries(node as object).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
}

/** The names of a sentence's places, in one order. */
const placesOf = (text: string): string => (text.match(/{[^}]*}/g) ?? []).sort().join();

/** GB2312 by its own table: rows 1 to 9 are signs, 16 to 87 are the characters of levels 1 and 2. */
function gb2312(): Set<string> {
  const decoder = new TextDecoder('gbk');
  const characters = new Set<string>();
  for (let row = 0xa1; row <= 0xf7; row++) {
    if (row > 0xa9 && row < 0xb0) continue;
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      characters.add(decoder.decode(new Uint8Array([row, cell])));
    }
  }
  for (let ascii = 0x20; ascii < 0x7f; ascii++) characters.add(String.fromCharCode(ascii));
  return characters;
}

test('the table knows 6763 characters, and not the ones beyond level 2', () => {
  const han = [...gb2312()].filter((character) => /[\u4e00-\u9fff]/.test(character));
  expect(han.length).toBe(6763);
  expect(gb2312().has('镕')).toBe(false);
});

test('every Chinese sentence stays inside GB2312', () => {
  const known = gb2312();
  const strangers = leaves(zhCN).flatMap(({ path, text }) =>
    [...new Set(text)].filter((sign) => !known.has(sign)).map((sign) => path + sign),
  );
  expect(strangers).toEqual([]);
});

test('both languages have the same entries, none of them empty', () => {
  const paths = (dictionary: Words) =>
    leaves({ ...dictionary, monthNames: [] }).map((leaf) => leaf.path);
  expect(paths(en)).toEqual(paths(zhCN));
  const hollow = [zhCN, en]
    .flatMap((one) => leaves(one))
    .filter(({ path, text }) => !/^\.(money|perMonth)\./.test(path) && text.trim() === '');
  expect(hollow).toEqual([]);
});

test('a sentence has the same places in both languages', () => {
  const english = new Map(leaves(en).map(({ path, text }) => [path, text]));
  const others = leaves(zhCN).filter(({ path, text }) => {
    // "1 month" says its number itself.
    return path !== '.months.one' && placesOf(text) !== placesOf(english.get(path) ?? '');
  });
  expect(others).toEqual([]);
});

test('no English sentence is left in Chinese', () => {
  const chinese = leaves(en).filter(({ text }) => /[\u4e00-\u9fff\uff00-\uffef]/.test(text));
  expect(chinese).toEqual([]);
});

test('the words follow the language, and texts of a server fall back to Chinese', () => {
  speak('en', en);
  expect([
    words.value.confirm.change,
    say({ 'zh-CN': '宽带', en: 'Broadband' }),
    say({ 'zh-CN': '宽带' }),
  ]).toEqual(['Change', 'Broadband', '宽带']);
  speak('zh-CN', zhCN);
  expect([words.value.confirm.change, say({ 'zh-CN': '宽带', en: 'Broadband' })]).toEqual([
    '返回修改',
    '宽带',
  ]);
});

test('words for an unknown outcome never say that nothing was charged', () => {
  const sayings = (dictionary: Words) => [
    dictionary.refused.money.unknown,
    dictionary.refused.title.unknown,
    ...leaves(dictionary.doubt).map(({ text }) => text),
    ...leaves(dictionary.manual).map(({ text }) => text),
  ];
  const comforting = /没有扣款|未扣款|尚未扣款|还没有扣|nothing was charged|not charged/i;
  expect([...sayings(zhCN), ...sayings(en)].filter((text) => comforting.test(text))).toEqual([]);
});
