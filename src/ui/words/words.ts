/** The chosen language, and what the portal says in it. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Language, type Text, wordsIn } from '../../shared/text.ts';
import { en } from './en.ts';
import { type Words, zhCN } from './zhCN.ts';

export const language = signal<Language>('zh-CN');

const dictionaries: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, en };

export const words: ReadonlySignal<Words> = computed(() => dictionaries[language.value]);

/** A text from a server in the chosen language. */
export const say = (text: Text): string => wordsIn(text, language.value);
