/** How the operator presents itself: from `config.json`, read by the app at start. */
import type { Text } from '../shared/text.ts';

export interface Operator {
  readonly name: Text;
  readonly hotline: string;
  /** CSS colour `#rrggbb`. */
  readonly accent: string;
  /** Same-origin path of an image; without it the built-in mark is drawn. */
  readonly logo?: string;
  /** The browser reads the screens out, where it can. */
  readonly speech?: boolean;
  /** https, with `{receiptNo}` in it: where a telephone finds a receipt. */
  readonly receiptUrl?: string;
  /** https, with `{ref}` in it: where a telephone finds help. */
  readonly helpUrl?: string;
}
