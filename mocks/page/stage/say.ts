/** The stage's own texts: Chinese and English are written together where they are used. */
import { type Text, wordsIn } from '../../../src/shared/text.ts';
import type { Stage } from './stage.ts';

export type Say = (chinese: string, english: string) => string;

export const sayFor =
  ({ options }: Stage): Say =>
  (chinese, english) =>
    options.value.ui === 'en' ? english : chinese;

export const textFor =
  ({ options }: Stage) =>
  (text: Text): string =>
    wordsIn(text, options.value.ui);
