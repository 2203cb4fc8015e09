/** The words of a language, from a file beside the page: a box loads only what it speaks. */

import { neverAborted } from '../../shared/abort.ts';
import type { HttpSend } from '../../shared/http.ts';
import type { Log } from '../../shared/log.ts';
import type { Language } from '../../shared/text.ts';
import type { Timers } from '../../shared/time.ts';
import { fingerprint } from '../../ui/words/fingerprint.ts';
import { speak } from '../../ui/words/words.ts';
import { WORDS } from '../boot/awaited.ts';
import type { Boot } from '../boot/boot.ts';

/** Set by vite.config.ts: the fingerprint of each file. It is in the name too, so no cache mixes two builds. */
declare const __WORDS__: Readonly<Record<Language, string>>;

const TIMEOUT_MS = 10_000;

/** The language that nearly every box speaks. */
const USUAL = 'zh-CN';
/** Another language that is not there for so long is not waited for. */
const OTHER_MS = 3_000;

const urlOf = (language: Language) => `./words/${language}.${__WORDS__[language]}.json`;

let newest: Language;

/**
 * Speaks `language` once its words are there and whole. False when they are not, or when another language was asked
 * for meanwhile: then the language stays as it was.
 */
export async function loadWords(language: Language, send: HttpSend, log: Log): Promise<boolean> {
  newest = language;
  const expected = __WORDS__[language];
  const request = { method: 'GET', url: urlOf(language), headers: {} };
  const answer = await send(request, TIMEOUT_MS, neverAborted);
  const isWhole = answer.ok && fingerprint(answer.value.body) === expected;
  if (!isWhole) log('words', `no ${language}`);
  if (!isWhole || newest !== language) return false;
  speak(language, JSON.parse(answer.value.body));
  return true;
}

/** At the start any language is better than none; the one that is wanted is spoken when it comes. */
export function loadFirstWords(
  wanted: Language,
  { untilWhole }: Pick<Boot, 'untilWhole'>,
  { after }: Timers,
): Promise<void> {
  newest = wanted;
  let isThere = false;
  const come = (language: Language) =>
    untilWhole(WORDS, urlOf(language), (text) =>
      fingerprint(text) === __WORDS__[language] ? text : undefined,
    ).then(({ value }) => {
      if (newest !== wanted || isThere) return;
      isThere = language === wanted;
      speak(language, JSON.parse(value));
    });
  const other = new Promise<void>((resolve) => {
    if (wanted === USUAL) return;
    after(OTHER_MS, () => {
      if (!isThere) void come(USUAL).then(resolve);
    });
  });
  return Promise.race([come(wanted), other]);
}
