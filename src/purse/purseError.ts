/** Errors of a conversation with a purse. */
import type { Answers } from '../reader/cardReader.ts';
import type { ReaderError } from '../reader/readerError.ts';
import { statusText } from './statusWord.ts';

export type PurseError =
  | { readonly kind: 'reader'; readonly error: ReaderError }
  /** The card rejected `command`; for certain only where `answers` is `command`. */
  | {
      readonly kind: 'status';
      readonly command: string;
      readonly statusWord: number;
      readonly answers: Answers;
    }
  /** The card took `command`, and then did not give its answer away. */
  | { readonly kind: 'unread'; readonly command: string; readonly statusWord: number }
  /** The card answered 9000 with data that cannot be what `command` asks for. */
  | { readonly kind: 'malformed'; readonly command: string; readonly detail: string };

/** One line for the log: no card data in it. */
export function purseErrorText(error: PurseError): string {
  switch (error.kind) {
    case 'reader':
      return `${error.error.code} (${error.error.outcome})`;
    case 'status':
    case 'unread':
      return `${error.command} ${error.kind} ${statusText(error.statusWord)}`;
    case 'malformed':
      return `${error.command} malformed: ${error.detail}`;
  }
}
