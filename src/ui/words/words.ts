/** The chosen language, and what the portal says in it. Every language is a file; nothing is said before the first came. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Language, type Text, wordsIn } from '../../shared/text.ts';
import type { Words } from './zhCN.ts';

/** One signal, so that no language is ever without its words. */
const speech = signal<{ readonly language: Language; readonly words: Words }>({
  language: 'zh-CN',
  words: {} as Words,
});

export const language: ReadonlySignal<Language> = computed(() => speech.value.language);

export const words: ReadonlySignal<Words> = computed(() => speech.value.words);

export function speak(language: Language, words: Words): void {
  speech.value = { language, words };
}

/** A text from a server in the chosen language. */
export const say = (text: Text): string => wordsIn(text, language.value);
