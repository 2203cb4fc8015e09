/** How the operator presents itself: from `config.json`, read by the app at start. */
import type { Text } from '../shared/text.ts';

export interface Operator {
  readonly name: Text;
  readonly hotline: string;
  /** CSS colour `#rrggbb`. */
  readonly accent: string;
  /** Same-origin path of an image; without it the built-in mark is drawn. */
  readonly logo?: string;
}
