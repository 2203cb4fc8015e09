/** The same words by language; zh-CN is always there. */
export interface Text {
  readonly 'zh-CN': string;
  readonly 'zh-TW'?: string | undefined;
  readonly en?: string | undefined;
}

export type Language = 'zh-CN' | 'en';

/** The words in this language, or in Chinese where there are none. */
export const wordsIn = (text: Text, language: Language): string => text[language] ?? text['zh-CN'];
