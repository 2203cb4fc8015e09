/** The stage's own texts: Chinese and English are written together where they are used. */
import { type Text, wordsIn } from '../../../src/shared/text.ts';
import { isSample } from './portalAddress.ts';
import type { Stage } from './stage.ts';

type Chosen = Pick<Stage, 'options'>;

export type Say = (chinese: string, english: string) => string;

export const sayFor =
  ({ options }: Chosen): Say =>
  (chinese, english) =>
    options.value.ui === 'en' ? english : chinese;

export const textFor =
  ({ options }: Chosen) =>
  (text: Text): string =>
    wordsIn(text, options.value.ui);

/** What a panel says while there is no world: a sample has none, a live portal has none until it has started. */
export const sayWithoutWorld = (stage: Chosen, ofSample: string): string =>
  isSample(stage.options.value) ? ofSample : sayFor(stage)('启动中…', 'Starting …');
