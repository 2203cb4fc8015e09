/** Language and size of letters: what the address asks for, else what the box remembers, else the operator's choice. */
import type { TypeSize } from '../../screens/settings/settings.ts';
import { LANGUAGES, type Language } from '../../shared/text.ts';
import type { BoxMemory } from './boxMemory.ts';

export interface Preferences {
  readonly language: Language;
  readonly typeSize: TypeSize;
}

const NAME = 'settings';
export const TYPE_SIZES: readonly TypeSize[] = ['standard', 'large'];

/** What is remembered and can still be read; anything else is as if it were not there. */
export function remembered(memory: BoxMemory): Partial<Preferences> {
  const { language, typeSize } = Object(memory.read(NAME)) as Partial<Preferences>;
  return {
    ...(language && LANGUAGES.indexOf(language) >= 0 ? { language } : {}),
    ...(typeSize && TYPE_SIZES.indexOf(typeSize) >= 0 ? { typeSize } : {}),
  };
}

export const remember = (memory: BoxMemory, more: Partial<Preferences>): boolean =>
  memory.write(NAME, { ...remembered(memory), ...more });

/** A language the operator no longer offers is not spoken. */
export function preferred(
  asked: { readonly [Name in keyof Preferences]: Preferences[Name] | undefined },
  own: Partial<Preferences>,
  operator: Partial<Preferences> & { readonly languages?: readonly Language[] },
): Preferences {
  const { languages = LANGUAGES } = operator;
  const isOffered = own.language && languages.indexOf(own.language) >= 0;
  return {
    language:
      asked.language ??
      (isOffered ? own.language : undefined) ??
      operator.language ??
      languages[0] ??
      'zh-CN',
    typeSize: asked.typeSize ?? own.typeSize ?? operator.typeSize ?? 'standard',
  };
}
