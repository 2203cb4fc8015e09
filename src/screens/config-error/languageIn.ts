import type { Language } from '../../shared/text.ts';

const LANGUAGE = /"language"\s*:\s*"(zh-CN|zh-TW|en)"/;
const LANGUAGES = /"languages"\s*:\s*\[\s*"(zh-CN|zh-TW|en)"/;

/** The language that a text of `config.json` asks for, also one that does not fit or is no JSON. */
export const languageIn = (source = ''): Language | undefined =>
  (LANGUAGE.exec(source) || LANGUAGES.exec(source))?.[1] as Language | undefined;
