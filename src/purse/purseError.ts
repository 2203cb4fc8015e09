/** Errors of a conversation with a purse. */
import type { ReaderError } from '../reader/readerError.ts';
import { statusText } from './statusWord.ts';

export type PurseError =
  | { readonly kind: 'reader'; readonly error: ReaderError }
  /** The card rejected `command`. */
  | { readonly kind: 'status'; readonly command: string; readonly statusWord: number }
  /** The card answered 9000 with data that cannot be what `command` asks for. */
  | { readonly kind: 'malformed'; readonly command: string; readonly detail: string };

/** One line for the log: no card data in it. */
export function purseErrorText(error: PurseError): string {
  switch (error.kind) {
    case 'reader':
      return `${error.error.code} (${error.error.outcome})`;
    case 'status':
      return `${error.command} ${statusText(error.statusWord)}`;
    case 'malformed':
      return `${error.command} malformed: ${error.detail}`;
  }
}
