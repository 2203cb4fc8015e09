/** The stage's own words, in its own language: Chinese beside English, where they are used. */
import { type Text, wordsIn } from '../../../src/shared/text.ts';
import type { Stage } from './stage.ts';

export type Say = (chinese: string, english: string) => string;

export const sayFor =
  ({ choices }: Stage): Say =>
  (chinese, english) =>
    choices.value.ui === 'en' ? english : chinese;

export const textFor =
  ({ choices }: Stage) =>
  (text: Text): string =>
    wordsIn(text, choices.value.ui);
