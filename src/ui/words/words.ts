/** The chosen language, and what the portal says in it. Chinese is always there; others come as files. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Language, type Text, wordsIn } from '../../shared/text.ts';
import { type Words, zhCN } from './zhCN.ts';

/** One signal, so that no language is ever without its words. */
const speech = signal<{ readonly language: Language; readonly words: Words }>({
  language: 'zh-CN',
  words: zhCN,
});

export const language: ReadonlySignal<Language> = computed(() => speech.value.language);

export const words: ReadonlySignal<Words> = computed(() => speech.value.words);

export function speak(language: Language, words: Words): void {
  speech.value = { language, words };
}

/** Whether this has an entry for every entry in Chinese: a file may be from another version of the portal. */
export const areWords = (given: unknown): given is Words => fits(given, zhCN);

const fits = (given: unknown, model: object | string): boolean =>
  typeof model === 'string'
    ? typeof given === 'string'
    : typeof given === 'object' &&
      given !== null &&
      Object.keys(model).every((key) =>
        fits((given as Record<string, unknown>)[key], (model as Record<string, object>)[key]!),
      );

/** A text from a server in the chosen language. */
export const say = (text: Text): string => wordsIn(text, language.value);
