/** Language and size of letters: what the address asks for, else what the box remembers, else the operator's choice. */
import type { TypeSize } from '../../screens/settings/settings.ts';
import { LANGUAGES, type Language } from '../../shared/text.ts';
import { matching, object, optional, readAs } from '../../tsp/shape.ts';
import type { BoxMemory } from './boxMemory.ts';

export interface Preferences {
  readonly language: Language;
  readonly typeSize: TypeSize;
}

const NAME = 'settings';

export const languageShape = matching<Language>(/^(zh-CN|zh-TW|en)$/);
export const typeSizeShape = matching<TypeSize>(/^(standard|large)$/);

const shape = object({ language: optional(languageShape), typeSize: optional(typeSizeShape) });

/** What is remembered; what cannot be read counts as missing. */
export function remembered(memory: BoxMemory): Partial<Preferences> {
  const read = readAs(shape, memory.read(NAME));
  return read.ok ? read.value : {};
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
  const chosen = isOffered ? own.language : operator.language || languages[0];
  return {
    language: asked.language || chosen || 'zh-CN',
    typeSize: asked.typeSize || own.typeSize || operator.typeSize || 'standard',
  };
}
