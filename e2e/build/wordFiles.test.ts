import { expect, test } from 'vitest';
import { en } from '../../src/ui/words/en.ts';
import { zhCN } from '../../src/ui/words/zhCN.ts';
import { zhTW } from '../../src/ui/words/zhTW.ts';
import { PAGE, smallBuild, smallServer } from './smallBuild.fixture.ts';
import { wordFileName, wordFiles, wordFingerprints } from './wordFiles.ts';

const WORDS = [
  ['zh-CN', zhCN],
  ['zh-TW', zhTW],
  ['en', en],
] as const;

test('a build has one file for each language, with the fingerprint of its contents in its name', async () => {
  const { files } = await smallBuild(PAGE, { plugins: [wordFiles()] });
  for (const [language, words] of WORDS) {
    const fileName = `words/${language}.${wordFingerprints[language]}.json`;
    expect(JSON.parse(files[fileName]!)).toEqual(words);
  }
  expect(new Set(Object.values(wordFingerprints)).size).toBe(WORDS.length);
});

test('the development server has them under the same names', async () => {
  await smallServer(PAGE, { plugins: [wordFiles()] }, async (ask) => {
    const answer = await ask(`/${wordFileName('en')}`);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toEqual(en);
  });
});
