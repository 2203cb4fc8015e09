/** The operator's name and look, from `config.json`, which the app reads at start. */
import type { Text } from '../shared/text.ts';

export interface Operator {
  readonly name: Text;
  readonly hotline: string;
  /** CSS colour `#rrggbb`. */
  readonly accent: string;
  /** Same-origin path of an image; without it the built-in mark is drawn. */
  readonly logo?: string;
  /** The folder of the services' pictures, as a path on this origin or an https address without a slash at its end; without it none are shown. */
  readonly artworkUrl?: string;
  /** Whether the browser reads the screens aloud, where it can. */
  readonly speech?: boolean;
  /** https, with `{receiptNo}` in it: the page of a receipt, for phones. */
  readonly receiptUrl?: string;
  /** https, with `{ref}` in it: the page with help, for phones. */
  readonly helpUrl?: string;
}
