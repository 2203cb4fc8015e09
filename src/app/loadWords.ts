/** The words of another language than Chinese, from a file beside the page: a box loads only the language it speaks. */
import { neverAborted } from '../shared/abort.ts';
import type { HttpSend } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import type { Language } from '../shared/text.ts';
import { areWords, speak } from '../ui/words/words.ts';

const TIMEOUT_MS = 10_000;

/** Speaks `language` once its words are there and whole. Until then, and when they never come, Chinese. */
export async function loadWords(language: Language, send: HttpSend, log: Log): Promise<void> {
  if (language === 'zh-CN') return;
  const request = { method: 'GET', url: `./words/${language}.json`, headers: {} };
  const answer = await send(request, TIMEOUT_MS, neverAborted);
  const given = answer.ok && answer.value.status === 200 ? parsed(answer.value.body) : null;
  if (areWords(given)) speak(language, given);
  else log('words', `no ${language}`);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
