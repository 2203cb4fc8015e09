import { afterEach, expect, test } from 'vitest';
import type { HttpSend } from '../shared/http.ts';
import { silentLog } from '../shared/log.ts';
import { fail, ok } from '../shared/result.ts';
import { en } from '../ui/words/en.ts';
import { language, speak, words } from '../ui/words/words.ts';
import { zhCN } from '../ui/words/zhCN.ts';
import { loadWords } from './loadWords.ts';

afterEach(() => speak('zh-CN', zhCN));

const answering =
  (body: string, status = 200): HttpSend =>
  async () =>
    ok({ status, header: () => null, body });

test('English is spoken once its file is there', async () => {
  const asked: string[] = [];
  await loadWords(
    'en',
    async (request, ...rest) => {
      asked.push(`${request.method} ${request.url} while ${language.value}`);
      return answering(JSON.stringify(en))(request, ...rest);
    },
    silentLog,
  );
  expect(asked).toEqual(['GET ./words/en.json while zh-CN']);
  expect(language.value).toBe('en');
  expect(words.value).toEqual(en);
});

test('Chinese is at hand: nothing is asked for', async () => {
  await loadWords('zh-CN', () => Promise.reject(new Error('asked')), silentLog);
  expect(words.value).toBe(zhCN);
});

const without = (path: readonly string[], node: object = en): object => {
  const [key = '', ...rest] = path;
  const { [key]: child, ...others } = node as Record<string, object>;
  return rest.length === 0 ? others : { ...others, [key]: without(rest, child) };
};

test.each<[what: string, send: HttpSend]>([
  ['offline', async () => fail({ kind: 'offline' })],
  ['HTTP 404', answering(JSON.stringify(en), 404)],
  ['no JSON', answering('<html></html>')],
  ['null', answering('null')],
  ['a list', answering('[]')],
  ['an older file without a screen', answering(JSON.stringify(without(['crash'])))],
  [
    'one without a sentence',
    answering(JSON.stringify(without(['refused', 'failure', 'internal']))),
  ],
  ['a text that is none', answering(JSON.stringify({ ...en, wait: 1 }))],
])('%s: Chinese is kept, and logged', async (_, send) => {
  const lines: string[] = [];
  await loadWords('en', send, (area, message) => lines.push(`${area}: ${message}`));
  expect([language.value, words.value]).toEqual(['zh-CN', zhCN]);
  expect(lines).toEqual(['words: no en']);
});
