/**
 * ISO 7816-3, 12.2: APDUs over T=0. A reader (or host) that works at TPDU level hands 61xx and 6Cxx to us: this turns
 * one command APDU into the TPDUs it takes. Harmless above a reader that does it itself.
 */
import { type Bytes, concat } from '../shared/bytes.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { answerData, commandCase, statusWord } from './apdu.ts';
import { type ReaderError, readerError } from './readerError.ts';

type SendTpdu = (tpdu: Bytes) => Promise<Result<Bytes, ReaderError>>;

/** A card that never stops saying 61xx is broken: 64 rounds of 256 bytes are far beyond any purse answer. */
const MAX_ROUNDS = 64;

/**
 * Sends `command` and follows 61xx (GET RESPONSE, `61 00` is 256 bytes) and 6Cxx (once, with the length the card wants;
 * never for a command that carries data, which would have to run twice). Answers all data joined, and the last status
 * word. A failure after the card first answered is `answered`: the command has run, only its data is lost.
 */
export async function transmitT0(
  send: SendTpdu,
  command: Bytes,
): Promise<Result<Bytes, ReaderError>> {
  const shape = commandCase(command);
  if (shape === null) {
    return { ok: false, error: readerError('NOT_TRANSACTED', 'not-sent', 'lengths do not agree') };
  }
  const tpdu =
    shape === 1
      ? concat(command, [0])
      : shape === 4
        ? command.slice(0, command.length - 1)
        : command;
  let last = tpdu;
  let corrected = false;
  let data: Bytes = new Uint8Array(0);
  let answered = false;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const sent = await send(last);
    if (!sent.ok) {
      return answered ? { ok: false, error: { ...sent.error, outcome: 'answered' } } : sent;
    }
    if (sent.value.length < 2) {
      return { ok: false, error: readerError('COMM_ERROR', 'unknown', 'answer without status') };
    }
    const sw = statusWord(sent.value);
    // ISO 7816-3, 10.3.3: nothing else is a status word, so a byte was lost or invented on the way.
    if (sw >> 12 !== 6 && sw >> 12 !== 9) {
      return fail(readerError('COMM_ERROR', 'unknown', 'no status word'));
    }
    if (sw >> 8 === 0x6c && !corrected && last.length === 5) {
      corrected = true;
      last = concat(last.subarray(0, 4), [sw & 0xff]);
      continue;
    }
    data = concat(data, answerData(sent.value));
    if (sw >> 8 !== 0x61) return ok(concat(data, [sw >> 8, sw & 0xff]));
    answered = true;
    corrected = false;
    last = new Uint8Array([0x00, 0xc0, 0x00, 0x00, sw & 0xff]);
  }
  return { ok: false, error: readerError('COMM_ERROR', 'answered', 'GET RESPONSE without end') };
}
