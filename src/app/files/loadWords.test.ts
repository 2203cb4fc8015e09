import { afterEach, expect, test } from 'vitest';
import { virtualTime } from '../../../mocks/environment/simulation.ts';
import type { HttpSend } from '../../shared/http.ts';
import { silentLog } from '../../shared/log.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Language } from '../../shared/text.ts';
import { en } from '../../ui/words/en.ts';
import { fingerprint } from '../../ui/words/fingerprint.ts';
import { language, speak, words } from '../../ui/words/words.ts';
import { zhCN } from '../../ui/words/zhCN.ts';
import { zhTW } from '../../ui/words/zhTW.ts';
import { fakeFiles } from '../boot/files.fixture.ts';
import { loadFirstWords, loadWords } from './loadWords.ts';

afterEach(() => speak('zh-CN', zhCN));

const texts: Readonly<Record<Language, string>> = {
  'zh-CN': JSON.stringify(zhCN),
  'zh-TW': JSON.stringify(zhTW),
  en: JSON.stringify(en),
};

const answering =
  (body: string, status = 200): HttpSend =>
  async () =>
    ok({ status, header: () => null, body });

/** A server that has every file of this build, except those that are down. */
const server =
  (asked: string[], ...down: string[]): HttpSend =>
  async ({ method, url }, timeoutMs, signal) => {
    asked.push(`${method} ${url}`);
    const name = /^\.\/words\/(.+)\.[0-9a-f]{8}\.json$/.exec(url)?.[1] as Language;
    return down.indexOf(name) < 0
      ? answering(texts[name])({ method, url, headers: {} }, timeoutMs, signal)
      : fail({ kind: 'offline' });
  };

const LANGUAGES: Language[] = ['zh-CN', 'zh-TW', 'en'];

test.each(LANGUAGES)('%s is spoken once its file is there', async (name) => {
  speak(name === 'en' ? 'zh-CN' : 'en', name === 'en' ? zhCN : en);
  const asked: string[] = [];
  expect(await loadWords(name, server(asked), silentLog)).toBe(true);
  expect(asked).toEqual([`GET ./words/${name}.${fingerprint(texts[name])}.json`]);
  expect(language.value).toBe(name);
  expect(words.value).toEqual(JSON.parse(texts[name]));
});

test.each<[what: string, send: HttpSend]>([
  ['offline', async () => fail({ kind: 'offline' })],
  ['HTTP 404', answering('{"code":"not.found"}', 404)],
  ['a login page instead', answering('<html></html>')],
  ['nothing', answering('')],
  ['another language', answering(texts['zh-TW'])],
  ['a file cut off', answering(texts.en.slice(0, -1))],
  ['a file of another build', answering(texts.en.replace('Try again', 'Once more'))],
  ['a file read in the wrong encoding', answering(texts.en.replace('¥', 'Â¥'))],
])('%s: the language stays as it was, and the log says so', async (_, send) => {
  const lines: string[] = [];
  const log = (area: string, message: string) => lines.push(`${area}: ${message}`);
  expect(await loadWords('en', send, log)).toBe(false);
  expect([language.value, words.value]).toEqual(['zh-CN', zhCN]);
  expect(lines).toEqual(['words: no en']);
});

test('of two languages asked for one after the other, the later one is spoken, whichever comes first', async () => {
  const waiting: (() => void)[] = [];
  const slow: HttpSend = async (request, ...rest) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return server([])(request, ...rest);
  };
  const both = Promise.all([loadWords('en', slow, silentLog), loadWords('zh-TW', slow, silentLog)]);
  waiting[1]!();
  waiting[0]!();
  expect(await both).toEqual([false, true]);
  expect(language.value).toBe('zh-TW');
});

const urlOf = (name: Language) => `./words/${name}.${fingerprint(texts[name])}.json`;
const firstWords = (wanted: Language, ...there: Language[]) => {
  const time = virtualTime();
  const files = fakeFiles(
    Object.fromEntries(
      LANGUAGES.map((name) => [urlOf(name), there.includes(name) ? texts[name] : null]),
    ),
  );
  const ending = { isOver: false };
  void loadFirstWords(wanted, files, time).then(() => {
    ending.isOver = true;
  });
  return { ...files, time, ending };
};

test('at the start a box asks for the words of the language that it speaks, and for no others', async () => {
  const { ending, time, asked } = firstWords('en', 'en', 'zh-CN');
  await time.runUntil(() => false, 10_000);
  expect([ending.isOver, language.value, asked]).toEqual([true, 'en', [urlOf('en')]]);
});

test('simplified Chinese stands in for a language that does not come; it is spoken when it comes after all', async () => {
  const { ending, time, put } = firstWords('en', 'zh-CN');
  speak('zh-TW', zhTW);
  await time.runUntil(() => false, 2_999);
  expect(ending.isOver).toBe(false);
  await time.runUntil(() => false, 2);
  expect([ending.isOver, language.value]).toEqual([true, 'zh-CN']);
  put(urlOf('en'), texts.en);
  await time.runUntil(() => false, 0);
  expect(language.value).toBe('en');
});

test('a language that the viewer has chosen meanwhile is not replaced by one that comes late', async () => {
  const { time, put } = firstWords('en', 'zh-CN');
  await time.runUntil(() => false, 4_000);
  await loadWords('zh-TW', server([]), silentLog);
  put(urlOf('en'), texts.en);
  await time.runUntil(() => false, 0);
  expect(language.value).toBe('zh-TW');
});

test('without any words at all it waits for the first that come', async () => {
  const { ending, time, put } = firstWords('en');
  await time.runUntil(() => false, 60_000);
  expect(ending.isOver).toBe(false);
  put(urlOf('zh-CN'), texts['zh-CN']);
  await time.runUntil(() => false, 0);
  expect([ending.isOver, language.value]).toEqual([true, 'zh-CN']);
});
