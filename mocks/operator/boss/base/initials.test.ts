import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

/** Characters with two readings, in words that decide which one; and text that is not Chinese. */
test.each([
  ['重庆新闻频道', 'cqxwpd'],
  ['长沙影院点播', 'csyydb'],
  ['长春相声回看', 'ccxshk'],
  ['厦门音乐高清包', 'xmyygqb'],
  ['大厦音乐', 'dsyy'],
  ['成长的烦恼', 'czdfn'],
  ['重要新闻', 'zyxw'],
  ['少儿乐园', 'sely'],
  ['银行理财', 'yhlc'],
  ['行走中国', 'xzzg'],
  ['超清 4K 影视包', 'cqkysb cqysb'],
  ['互动点播 VOD', 'hddbvod hddb'],
])('%s is %s', async (title, initials) => {
  expect(await initialsOf([[title, '']])).toEqual([`${initials} `]);
});

test('English titles have the initials of their words', async () => {
  const titles = [
    ["Xi'an board games in HD", 'xabgih'],
    ['4K films', 'kf'],
    ['Pay-TV', 'pt'],
  ] as const;
  for (const [title, initials] of titles) {
    expect(await initialsOf([['', title]])).toEqual([` ${initials}`]);
  }
});

test('ten thousand titles take less than five seconds', async () => {
  const titles = Array.from({ length: 10_000 }, (_, at) => [`重庆新闻频道${at}`, ''] as const);
  const begun = performance.now();
  expect(await initialsOf(titles)).toHaveLength(10_000);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
