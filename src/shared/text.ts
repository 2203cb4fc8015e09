/** The same words by language; zh-CN is always there. */
export interface Text {
  readonly 'zh-CN': string;
  readonly 'zh-TW'?: string | undefined;
  readonly en?: string | undefined;
}

export type Language = keyof Text;

/** Every language the portal speaks, in the order in which they are offered. */
export const LANGUAGES: readonly Language[] = ['zh-CN', 'zh-TW', 'en'];

/** The words in this language, or in simplified Chinese where there are none. */
export const wordsIn = (text: Text, language: Language): string => text[language] || text['zh-CN'];
