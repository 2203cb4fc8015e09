/**
 * ISO 7816-3, 12.2: APDUs over T=0. A reader (or host) that works at TPDU level hands 61xx and 6Cxx to us: this turns
 * one command APDU into the TPDUs it takes. Harmless above a reader that does it itself.
 */
import { type Bytes, concat } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { answerData, commandCase, mayRepeat, statusWord } from './apdu.ts';
import type { Answers, CardAnswer } from './cardReader.ts';
import { type ReaderError, readerError } from './readerError.ts';

/** `answers` is what the port knows of this TPDU: `unknown` where something below it may have followed 61xx itself. */
type SendTpdu = (tpdu: Bytes) => Promise<Result<CardAnswer, ReaderError>>;

/** A card that never stops saying 61xx is broken: 64 rounds of 256 bytes are far beyond any purse answer. */
const MAX_ROUNDS = 64;

/**
 * Sends `command` once and follows 61xx (GET RESPONSE, `61 00` is 256 bytes) and 6Cxx (once, with the length the card
 * wants; never for a command that carries data or that may not be repeated: it would run twice). Answers all data
 * joined, the last status word, and what that answers. A failure after the card first answered is `answered`: the
 * command has run, only its data is lost.
 */
export async function transmitT0(
  send: SendTpdu,
  command: Bytes,
): Promise<Result<CardAnswer, ReaderError>> {
  const shape = commandCase(command);
  if (shape === null) {
    return fail(readerError('NOT_TRANSACTED', 'not-sent', 'lengths do not agree'));
  }
  const tpdu =
    shape === 1
      ? concat(command, [0])
      : shape === 4
        ? command.slice(0, command.length - 1)
        : command;
  return follow(send, tpdu, shape === 2 && mayRepeat(command));
}

/**
 * Sends `first`, then what its status word asks for. `mayCorrectFirst`: after 6Cxx it may be sent again with the length the
 * card wants. Cards use both words over T=1 too.
 */
export async function follow(
  send: SendTpdu,
  first: Bytes,
  mayCorrectFirst: boolean,
): Promise<Result<CardAnswer, ReaderError>> {
  let last = first;
  let mayCorrect = mayCorrectFirst;
  let data: Bytes = new Uint8Array(0);
  let answered = false;
  let answers: Answers | undefined;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const sent = await send(last);
    if (!sent.ok) {
      return answered ? fail({ ...sent.error, outcome: 'answered' }) : sent;
    }
    const { bytes } = sent.value;
    const sw = bytes.length < 2 ? 0 : statusWord(bytes);
    // ISO 7816-3, 10.3.3: nothing else is a status word, so a byte was lost or invented on the way.
    if (sw >> 12 !== 6 && sw >> 12 !== 9) {
      return fail(readerError('COMM_ERROR', 'unknown', 'no status word'));
    }
    answers = answers ? 'follow-up' : sent.value.answers;
    if (sw >> 8 === 0x6c && mayCorrect) {
      mayCorrect = false;
      last = concat(last.subarray(0, 4), [sw & 0xff]);
      continue;
    }
    data = concat(data, answerData(bytes));
    if (sw >> 8 !== 0x61) return ok({ bytes: concat(data, [sw >> 8, sw & 0xff]), answers });
    answered = true;
    mayCorrect = true;
    last = new Uint8Array([0x00, 0xc0, 0x00, 0x00, sw & 0xff]);
  }
  return fail(readerError('COMM_ERROR', 'answered', 'GET RESPONSE without end'));
}
