import { expect, test } from 'vitest';
import { en as wordsEn } from './en.ts';
import { faultEn } from './faultEn.ts';
import { faultZhCN } from './faultZhCN.ts';
import { faultZhTW } from './faultZhTW.ts';
import { say, speak, words } from './words.ts';
import { type Words, zhCN as wordsZhCN } from './zhCN.ts';
import { zhTW as wordsZhTW } from './zhTW.ts';

/** With the words that come with a script of their own. */
const zhCN = { ...wordsZhCN, fault: faultZhCN };
const zhTW = { ...wordsZhTW, fault: faultZhTW };
const en = { ...wordsEn, fault: faultEn };

type Leaf = { path: string; text: string };

/** Every sentence of a dictionary. */
function leaves(node: unknown, path = ''): Leaf[] {
  if (typeof node === 'string') return [{ path, text: node }];
  return Object.entries(node as object).flatMap(([key, value]) => leaves(value, `${path}.${key}`));
}

/** The names of a sentence's places, in one order. */
const placesOf = (text: string): string => (text.match(/{[^}]*}/g) ?? []).sort().join();

/** The characters of GB2312: rows 1 to 9 are symbols, 16 to 87 are the characters of levels 1 and 2. */
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

test('the table has 6763 characters, and none beyond level 2', () => {
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

const translations = { zhTW, en };

test.each(Object.entries(translations))(
  '%s has the entries of zhCN, none of them empty',
  (_, translation) => {
    const paths = (dictionary: Words) =>
      leaves({ ...dictionary, monthNames: [] }).map((leaf) => leaf.path);
    expect(paths(translation)).toEqual(paths(zhCN));
    const hollow = [zhCN, translation]
      .flatMap((dictionary) => leaves(dictionary))
      .filter(({ path, text }) => !/^\.(money|perMonth)\./.test(path) && text.trim() === '');
    expect(hollow).toEqual([]);
  },
);

test.each(Object.entries(translations))(
  'a sentence of %s has the places it has in zhCN',
  (_, translation) => {
    const translated = new Map(leaves(translation).map(({ path, text }) => [path, text]));
    const others = leaves(zhCN).filter(({ path, text }) => {
      // "1 month" has its number in the text.
      const isOne = translation === en && path === '.months.one';
      return !isOne && placesOf(text) !== placesOf(translated.get(path) ?? '');
    });
    expect(others).toEqual([]);
  },
);

/** The characters of Big5, for Taiwan and Hong Kong. It has no simplified characters except those below. */
function big5(): Set<string> {
  const decoder = new TextDecoder('big5');
  const characters = new Set<string>();
  for (let row = 0xa4; row <= 0xf9; row++) {
    for (let cell = 0x40; cell <= 0xfe; cell++) {
      if (cell <= 0x7e || cell >= 0xa1) characters.add(decoder.decode(new Uint8Array([row, cell])));
    }
  }
  return characters;
}

/** These are in Big5 as rare characters; in our texts they could only be simplified ones. */
const SIMPLIFIED_TOO = '余与价几机后里复并儿网准';

test('no traditional sentence has a character of simplified script', () => {
  const printed = big5();
  expect([...'國這請'].every((sign) => printed.has(sign))).toBe(true);
  expect([...'国这请'].some((sign) => printed.has(sign))).toBe(false);
  const strangers = leaves(zhTW).flatMap(({ path, text }) =>
    [...text]
      .filter((sign) => /[\u4e00-\u9fff]/.test(sign))
      .filter((sign) => !printed.has(sign) || SIMPLIFIED_TOO.includes(sign))
      .map((sign) => `${path} ${sign}`),
  );
  expect(strangers).toEqual([]);
});

/** Words of the mainland for which Taiwan and Hong Kong have others. */
const MAINLAND = [
  '機頂盒',
  '芯片',
  '屏幕',
  '信息',
  '默認',
  '運營商',
  '用戶名',
  '尾號',
  '程序',
  '超時',
];

test('no traditional sentence is a simplified one in other characters', () => {
  const found = leaves(zhTW).filter(({ text }) => MAINLAND.some((word) => text.includes(word)));
  expect(found).toEqual([]);
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
  speak('zh-TW', zhTW);
  expect([
    words.value.card.slot,
    say({ 'zh-CN': '宽带', 'zh-TW': '寬頻', en: 'Broadband' }),
    say({ 'zh-CN': '宽带', en: 'Broadband' }),
  ]).toEqual(['機上盒卡槽', '寬頻', '宽带']);
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
  const comforting =
    /没有扣款|未扣款|尚未扣款|还没有扣|沒有扣款|尚未扣款|還沒有扣|nothing was charged|not charged/i;
  expect(
    [...sayings(zhCN), ...sayings(zhTW), ...sayings(en)].filter((text) => comforting.test(text)),
  ).toEqual([]);
});
