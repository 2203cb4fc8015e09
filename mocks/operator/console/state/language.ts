/** Chinese and English side by side where the words are used. The language can be switched at any time. */
import { signal } from '@preact/signals';

type ConsoleLanguage = 'zh-CN' | 'en';

export const language = signal<ConsoleLanguage>('zh-CN');

/** The same in both languages. */
export type Label = readonly [chinese: string, english: string];

export const say = (chinese: string, english: string): string =>
  language.value === 'en' ? english : chinese;

export const sayLabel = ([chinese, english]: Label): string => say(chinese, english);

/** The name of a value. The interface may get new values, so an unlisted value is shown as it is. */
export const nameIn = (names: Readonly<Record<string, Label>>, value: string): string =>
  Object.hasOwn(names, value) ? sayLabel(names[value]!) : value;
