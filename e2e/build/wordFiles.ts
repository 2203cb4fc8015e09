/** Writes `words/<language>.<fingerprint>.json`, of which a box loads its own language. */
import type { Plugin } from 'vite';
import type { Language } from '../../src/shared/text.ts';
import { en } from '../../src/ui/words/en.ts';
import { fingerprint } from '../../src/ui/words/fingerprint.ts';
import { type Words, zhCN } from '../../src/ui/words/zhCN.ts';
import { zhTW } from '../../src/ui/words/zhTW.ts';

const WORDS: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

const wordTexts = Object.entries(WORDS).map(
  ([language, words]) => [language as Language, JSON.stringify(words)] as const,
);

/** The fingerprint in each language's file name: a script finds only the words it was built with. */
export const wordFingerprints = Object.fromEntries(
  wordTexts.map(([language, text]) => [language, fingerprint(text)]),
) as Readonly<Record<Language, string>>;

export const wordFileName = (language: Language): string =>
  `words/${language}.${wordFingerprints[language]}.json`;

export function wordFiles(): Plugin {
  const files = wordTexts.map(([language, source]) => ({
    fileName: wordFileName(language),
    source,
  }));
  return {
    name: 'portal:word-files',
    configureServer(server) {
      for (const { fileName, source } of files) {
        server.middlewares.use(`/${fileName}`, (_request, response) => {
          response.setHeader('Content-Type', 'application/json; charset=utf-8');
          response.end(source);
        });
      }
    },
    generateBundle() {
      for (const file of files) this.emitFile({ type: 'asset', ...file });
    },
  };
}
