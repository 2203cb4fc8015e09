/** The words of a language, from a file beside the page: a box loads only what it speaks. */
import { neverAborted } from '../shared/abort.ts';
import type { HttpSend } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import type { Language } from '../shared/text.ts';
import { fingerprint } from '../ui/words/fingerprint.ts';
import { speak } from '../ui/words/words.ts';

/** Set by vite.config.ts: the fingerprint of each file. It is in the name too, so no cache mixes two builds. */
declare const __WORDS__: Readonly<Record<Language, string>>;

const TIMEOUT_MS = 10_000;

let newest: Language;

/**
 * Speaks `language` once its words are there and whole. False when they are not, or when another language was asked
 * for meanwhile: then the language stays as it was.
 */
export async function loadWords(language: Language, send: HttpSend, log: Log): Promise<boolean> {
  newest = language;
  const expected = __WORDS__[language];
  const url = `./words/${language}.${expected}.json`;
  const answer = await send({ method: 'GET', url, headers: {} }, TIMEOUT_MS, neverAborted);
  const isWhole = answer.ok && fingerprint(answer.value.body) === expected;
  if (!isWhole) log('words', `no ${language}`);
  if (!isWhole || newest !== language) return false;
  speak(language, JSON.parse(answer.value.body));
  return true;
}

/** At the start any language is better than none. */
export const loadFirstWords = async (language: Language, send: HttpSend, log: Log) =>
  (await loadWords(language, send, log)) ||
  (language !== 'zh-CN' && (await loadWords('zh-CN', send, log)));
