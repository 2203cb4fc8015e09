/** The chosen language and its words. Every language is a file; the portal shows no text before the first is loaded. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Language, type Text, wordsIn } from '../../shared/text.ts';
import type { Words } from './zhCN.ts';

/** A single signal, so that language and words always match. */
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
