import { expect, test } from 'vitest';
import { languageIn } from './languageIn.ts';

test.each<[what: string, source: string | undefined, language: string | undefined]>([
  ['a field that does not fit', '{"languages": ["zh-CN"], "language": "en", "accent": 7}', 'en'],
  ['a list of languages alone', '{"languages": [\n"zh-TW", "en"]}', 'zh-TW'],
  ['a comma that is missing', '{"accent": "#33ccff" "language" : "en"}', 'en'],
  ['a language that nobody speaks', '{"language": "fr"}', undefined],
  ['none', '{}', undefined],
  ['no file', undefined, undefined],
])('%s', (_, source, language) => {
  expect(languageIn(source)).toBe(language);
});
