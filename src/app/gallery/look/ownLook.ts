/**
 * What a designer changes in the look without a build: tokens, words, and a skin. It stands behind `#look=` in an address, which no
 * server sees, and as a file in JSON.
 */
import { LANGUAGES, type Language } from '../../../shared/text.ts';

type Texts = Readonly<Record<string, string>>;

/** An operator of one's own, over the chosen one. `logo` is a `data:` URL of a picture, `accent` is `#rrggbb`. */
export interface OwnSkin {
  readonly name?: Readonly<Partial<Record<Language, string>>>;
  readonly hotline?: string;
  readonly accent?: string;
  readonly logo?: string;
}

export interface OwnLook {
  /** Custom properties by the selector of their block: `{ ':root': { '--body': '1.2rem' } }`. */
  readonly tokens: Readonly<Record<string, Texts>>;
  /** By language; a word is named by its path in `src/ui/words`: `{ en: { 'row.service': 'Package' } }`. */
  readonly words: Readonly<Partial<Record<Language, Texts>>>;
  readonly skin: OwnSkin;
}

export const NO_LOOK: OwnLook = { tokens: {}, words: {}, skin: {} };

/** Says what a file is. */
const FORMAT = 'portal-look/1';

const TOKEN = /^--[\w-]+$/;
/** One value: nothing that ends the declaration, nothing that is loaded from elsewhere. */
export const isTokenValue = (value: string): boolean =>
  value.trim() !== '' && !/[;{}<>\\]|url\(|\/\*/i.test(value);
const SELECTOR = /^[\w\s:[\]="'.,-]+$/;
const WORD = /^[\w-]+(\.[\w-]+)*$/;
const LOGO = /^data:image\/(svg\+xml|png|jpeg|gif|webp);base64,[\w+/=]+$/;

type Plain = Readonly<Record<string, unknown>>;
const plain = (value: unknown): Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {};

function textsOf(value: unknown, fits: (name: string, text: string) => boolean): Texts {
  const texts = Object.entries(plain(value)).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[0] !== '__proto__' && fits(entry[0], entry[1]),
  );
  return Object.fromEntries(texts);
}

const isFilled = (value: object): boolean => Object.keys(value).length > 0;
const isLanguage = (name: string): boolean => LANGUAGES.includes(name as Language);

function skinOf(value: unknown): OwnSkin {
  const given = plain(value);
  const name = textsOf(given.name, (language, text) => isLanguage(language) && text !== '');
  const { hotline, accent, logo } = textsOf(given, (field, text) => {
    if (field === 'accent') return /^#[0-9a-f]{6}$/i.test(text);
    return field === 'logo' ? LOGO.test(text) : /\d/.test(text);
  });
  return {
    ...(isFilled(name) && { name }),
    ...(hotline !== undefined && { hotline }),
    ...(accent !== undefined && { accent }),
    ...(logo !== undefined && { logo }),
  };
}

/** Reads a look of any origin; what does not fit is left out. `null`: it is no JSON object. */
export function lookFrom(json: string): OwnLook | null {
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return null;
  const { tokens, words, skin } = read as Plain;
  const blocks = Object.entries(plain(tokens))
    .filter(([selector]) => SELECTOR.test(selector))
    .map(([selector, block]) => [
      selector,
      textsOf(block, (name, value) => TOKEN.test(name) && isTokenValue(value)),
    ])
    .filter(([, block]) => isFilled(block as Texts));
  const languages = Object.entries(plain(words))
    .filter(([language]) => isLanguage(language))
    .map(([language, texts]) => [language, textsOf(texts, (path) => WORD.test(path))])
    .filter(([, texts]) => isFilled(texts as Texts));
  return {
    tokens: Object.fromEntries(blocks),
    words: Object.fromEntries(languages),
    skin: skinOf(skin),
  };
}

/** Only the parts that have something in them; '' for no change at all. */
const partsOf = (look: OwnLook): Plain =>
  Object.fromEntries(Object.entries(look).filter(([, part]) => isFilled(part)));

export const isChanged = (look: OwnLook): boolean => isFilled(partsOf(look));

/** What stands behind the `#` of an address; '' for no change at all. */
export const hashOf = (look: OwnLook): string =>
  isChanged(look) ? `#look=${encodeURIComponent(JSON.stringify(partsOf(look)))}` : '';

/** Reads it back; anything else is no change. */
export function lookOfHash(hash: string): OwnLook {
  const said = /^#look=(.+)$/.exec(hash)?.[1];
  if (said === undefined) return NO_LOOK;
  try {
    return lookFrom(decodeURIComponent(said)) ?? NO_LOOK;
  } catch {
    return NO_LOOK;
  }
}

/** The file that a developer gets. */
export const lookFile = (look: OwnLook): string =>
  `${JSON.stringify({ format: FORMAT, ...partsOf(look) }, null, 2)}\n`;
