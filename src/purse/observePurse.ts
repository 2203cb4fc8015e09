/**
 * Reads what a card can tell of an earlier payment: proofs, its sequence number, its log. Sends reads and INITs only.
 */

import type { CardChannel } from '../reader/cardReader.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import {
  type DebitAnswer,
  getTransactionProve,
  initForPurchase,
  type LogRecord,
  readLogRecord,
} from './commands.ts';
import { exchange } from './exchange.ts';
import type { PurseError } from './purseError.ts';
import { SW } from './statusWord.ts';

const LOG_RECORDS = 10;
const NO_TERMINAL = '000000000000';

export interface PurseObservation {
  readonly proofs: readonly (DebitAnswer & { readonly sequence: number })[];
  /** Without proofs: `card` when the card itself said that it has none, `unknown` behind a port that cannot tell. */
  readonly noProofBy: 'card' | 'unknown';
  /** `null` when the card would not say. */
  readonly sequence: number | null;
  /** Newest first; `null` when the card does not let its log be read. */
  readonly log: readonly LogRecord[] | null;
}

const lost = (error: PurseError): boolean => error.kind === 'reader';
const isEnd = (error: PurseError): boolean => refusedWith(error, SW.recordNotFound);

/** Purses carry few purchase keys; which one the payment used is not known any more, and any will do. */
const KEY_INDEXES = [1, 2, 3, 4, 5];

const refusedWith = (error: PurseError, statusWord: number): boolean =>
  error.kind === 'status' && error.statusWord === statusWord;

/** The sequence number, by an INIT of 1 fen (0 for an empty purse) that no DEBIT ever follows: it uses up nothing. */
async function readSequence(card: CardChannel): Promise<Result<number | null, PurseError>> {
  let amountFen = 1;
  for (let at = 0; at < KEY_INDEXES.length; ) {
    const init = await exchange(card, initForPurchase, {
      keyIndex: KEY_INDEXES[at]!,
      amountFen,
      terminalNo: NO_TERMINAL,
    });
    if (init.ok) return ok(init.value.sequence);
    if (lost(init.error)) return init;
    if (refusedWith(init.error, SW.insufficient) && amountFen > 0) amountFen = 0;
    else if (refusedWith(init.error, SW.keyIndexUnsupported)) at++;
    else break;
  }
  return ok(null);
}

/** The words with which cards say that they have no proof. Any other may be a passing fault, or a card that cannot prove. */
const NO_PROOF: readonly number[] = [SW.proofNotAvailable, SW.conditionsNotMet];

/** A proof that could not be fetched, or may be there though the card seemed to deny it, is asked for again. */
const PROOF_TRIES = 3;

/** A word of `noProofBy`: there is none for this number, and who said so. Asking again only reads. */
async function readProof(
  card: CardChannel,
  sequence: number,
): Promise<Result<DebitAnswer | PurseObservation['noProofBy'], PurseError>> {
  for (let left = PROOF_TRIES; ; ) {
    const proof = await exchange(card, getTransactionProve, { sequence });
    if (proof.ok || lost(proof.error)) return proof;
    const { error } = proof;
    const isDenied = error.kind === 'status';
    if (isDenied && error.answers === 'command' && NO_PROOF.indexOf(error.statusWord) >= 0) {
      return ok('card');
    }
    if (--left === 0) return isDenied ? ok('unknown') : proof;
  }
}

async function readLog(
  card: CardChannel,
): Promise<Result<readonly LogRecord[] | null, PurseError>> {
  const log: LogRecord[] = [];
  for (let record = 1; record <= LOG_RECORDS; record++) {
    const read = await exchange(card, readLogRecord, { record });
    if (read.ok) log.push(read.value);
    else if (lost(read.error)) return read;
    else return ok(log.length > 0 || isEnd(read.error) ? log : null);
  }
  return ok(log);
}

/**
 * Collects the observation for a purchase whose sequence number was `n`, with the purse selected. The order matters:
 * proofs first, because an INIT may make the card forget them. Cards differ on the number they want, so both are asked;
 * both only read. A proof that is there and cannot be read fails, unless the card's number has not moved: no proof and an
 * unread one are not the same.
 */
export async function observePurse(
  card: CardChannel,
  n: number | undefined,
): Promise<Result<PurseObservation, PurseError>> {
  const proofs: (DebitAnswer & { sequence: number })[] = [];
  let noProofBy: PurseObservation['noProofBy'] = 'card';
  let unread: Result<never, PurseError> | undefined;
  for (const sequence of n === undefined ? [] : [n + 1, n]) {
    if (sequence > 0xffff) continue;
    const proof = await readProof(card, sequence);
    if (!proof.ok) {
      if (lost(proof.error)) return proof;
      unread = proof;
    } else if (typeof proof.value !== 'string') proofs.push({ sequence, ...proof.value });
    else if (proof.value === 'unknown') noProofBy = 'unknown';
  }
  const sequence = await readSequence(card);
  if (!sequence.ok) return fail(sequence.error);
  if (unread && proofs.length === 0 && sequence.value !== n) return unread;
  const log = await readLog(card);
  if (!log.ok) return fail(log.error);
  return ok({ proofs, noProofBy, sequence: sequence.value, log: log.value });
}
