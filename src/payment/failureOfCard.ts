/** Turns the errors of reader and purse into the portal's reasons. Only to be used before DEBIT was handed over. */
import type { PurseError } from '../purse/purseError.ts';
import { SW, statusText } from '../purse/statusWord.ts';
import type { ReaderError } from '../reader/readerError.ts';
import { newCode } from '../shared/code.ts';
import type { Random } from '../shared/random.ts';
import type { Failure, FailureKind } from './failure.ts';

type Untouched = (kind: FailureKind) => Failure;

const untouchedBy =
  (detail: string, random: Random): Untouched =>
  (kind) => ({ kind, money: 'untouched', ref: newCode(random), detail });

export function failureOfReader(error: ReaderError, random: Random): Failure {
  const untouched = untouchedBy(error.code, random);
  switch (error.code) {
    case 'NO_SMARTCARD':
    case 'REMOVED_CARD':
      return untouched('card-removed');
    case 'READER_UNAVAILABLE':
    case 'NO_READERS_AVAILABLE':
    case 'UNKNOWN_READER':
    case 'NO_SERVICE':
      return untouched('reader-lost');
    case 'SHARING_VIOLATION':
      return untouched('reader-held');
    default:
      return untouched('card-unreadable');
  }
}

/** A purse that rejects a command of the opening conversation: nothing was taken. */
export function failureOfPurse(error: PurseError, random: Random): Failure {
  if (error.kind === 'reader') return failureOfReader(error.error, random);
  if (error.kind !== 'status') return untouchedBy(error.kind, random)('card-unreadable');
  const untouched = untouchedBy(`SW ${statusText(error.statusWord)}`, random);
  switch (error.statusWord) {
    case SW.fileNotFound:
    case SW.keyIndexUnsupported:
    case 0x6d00:
    case 0x6e00:
      return untouched('card-not-accepted');
    case SW.applicationLocked:
    case SW.cardLocked:
    case SW.counterExhausted:
      return untouched('card-blocked');
    case SW.insufficient:
      return untouched('balance-too-small');
    default:
      return untouched('card-unreadable');
  }
}
