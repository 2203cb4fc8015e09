/** What the keys of the console do. While a person types in a field, keys do nothing here. */
import type { Label } from '../state/language.ts';
import type { PageName } from '../state/route.ts';

/** The pages that letters after `g` open. */
export const JUMPS: Readonly<Record<string, PageName>> = {
  t: 'today',
  f: 'subscribers',
  o: 'orders',
  d: 'doubts',
  s: 'days',
  b: 'batches',
  c: 'cases',
  a: 'audit',
  p: 'pool',
  w: 'switches',
  x: 'boxes',
};

export const KEYS_HELP: readonly (readonly [keys: readonly string[], what: Label])[] = [
  [['/'], ['查找来电的客户', 'Find the caller']],
  [['?'], ['显示按键', 'Show the keys']],
  [
    ['↑', '↓', 'PgUp', 'PgDn', 'Home', 'End'],
    ['在列表中选一行', 'Choose a row of a list'],
  ],
  [['Enter'], ['打开所选的行', 'Open the chosen row']],
  [['c'], ['清除全部筛选', 'Clear all filters']],
  [['Esc'], ['关闭对话框', 'Close a dialog']],
  [['Tab'], ['下一个控件', 'The next control']],
];

type KeyAction =
  | { readonly kind: 'go'; readonly page: PageName }
  | { readonly kind: 'search' | 'help' | 'clear' };

export interface KeyPress {
  readonly key: string;
  readonly at: number;
  /** In a field, or in a dialog. */
  readonly isTaken: boolean;
  readonly hasModifier: boolean;
}

const CHORD_MS = 1_500;

/** Turns keys into actions. It remembers a `g` for a moment. */
export function createHotkeys(): (press: KeyPress) => KeyAction | null {
  let chordUntil = 0;
  return ({ key, at, isTaken, hasModifier }) => {
    const isChord = at < chordUntil;
    chordUntil = 0;
    if (isTaken || hasModifier) return null;
    if (isChord) {
      const page = Object.hasOwn(JUMPS, key) ? JUMPS[key] : undefined;
      return page ? { kind: 'go', page } : null;
    }
    if (key === 'g') chordUntil = at + CHORD_MS;
    if (key === '/') return { kind: 'search' };
    if (key === 'c') return { kind: 'clear' };
    return key === '?' ? { kind: 'help' } : null;
  };
}
