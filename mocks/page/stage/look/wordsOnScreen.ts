/** Which words of the portal stand on its screen now. */
import type { Language } from '../../../../src/shared/text.ts';

export interface Word {
  readonly path: string;
  readonly language: Language;
  /** The text of the words file. */
  readonly usual: string;
  /** The designer's. */
  readonly own: string | undefined;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A changed word is always at hand. Places may be filled with anything short; an empty text, and one of places and signs alone, stands nowhere. */
export function isOnScreen({ usual, own }: Pick<Word, 'usual' | 'own'>, screen: string): boolean {
  if (own !== undefined) return true;
  const parts = usual.trim().split(/\{\w+\}/);
  if (!parts.some((part) => /[\p{L}\p{N}]/u.test(part))) return false;
  return new RegExp(parts.map(literal).join('[^\\n]{1,40}'), 'i').test(screen);
}
