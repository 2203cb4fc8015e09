/**
 * The platform's half of a conversation with a PSAM: MAC1 for a card's INIT, with a TTC of its own.
 *
 * The counter of a PSAM goes up with a right MAC2 only. A card's MAC2 comes late or never, and unchecked MAC2s would
 * lock the PSAM, so it never sees one. Instead a closing session follows each session at once. It has the same number and
 * a factor no card carries, and a MAC2 of the HSM ends it: the counter moves on, and only then is MAC1 given out.
 */
import { type Bytes, concat, fromHex, toHex, uintBytes } from '../../../src/shared/bytes.ts';
import type { Fen } from '../../../src/shared/money.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import { type Exchanged, exchange, type Transmitter } from '../../card/exchange.ts';
import { STATUS } from '../../card/statusWords.ts';
import { EP_PURCHASE } from '../../crypto/macBlocks.ts';
import { CLOSING_FACTOR } from '../../crypto/pboc.ts';
import { type Hsm, HsmUnavailable } from '../hsm/hsm.ts';
import { type OutReason, PsamDead, type PsamFault } from './psamFault.ts';

/** What the card's INIT answered, and the TSP's date and time. Strings are hex or digits. */
export interface PurchaseInput {
  readonly random: string;
  readonly cardSequence: number;
  readonly amountFen: Fen;
  /** YYYYMMDD */
  readonly date: string;
  /** HHMMSS */
  readonly time: string;
  readonly keyVersion: string;
  readonly algorithmId: string;
  /** The rightmost 8 bytes of the card's serial. */
  readonly factor: string;
}

export interface Mac1 {
  /** The TTC, 4 bytes hex; never given out twice. */
  readonly terminalSequence: string;
  /** 4 bytes hex. */
  readonly mac1: string;
}

const SELECT_MASTER_FILE = fromHex('00A40000023F00');
const SELECT_APPLICATION = fromHex('00A4000002DF01');
const READ_TERMINAL_NO = fromHex('00B0960006');

/** Reads the 12 hex digits. @throws Error when that fails: then this is no PSAM. */
export function readTerminalNo(psam: Transmitter): string {
  exchange(psam, SELECT_MASTER_FILE);
  const { data, sw } = exchange(psam, READ_TERMINAL_NO);
  if (sw !== STATUS.ok || data.length !== 6) throw new Error('not a PSAM');
  return toHex(data);
}

function initSam(psam: Transmitter, input: PurchaseInput): Exchanged {
  const { random, date, time, keyVersion, algorithmId, factor } = input;
  const data: Bytes = concat(
    fromHex(random),
    uintBytes(input.cardSequence, 2),
    uintBytes(input.amountFen, 4),
    [EP_PURCHASE],
    fromHex(date + time + keyVersion + algorithmId + factor),
  );
  return exchange(psam, concat([0x80, 0x70, 0x00, 0x00, data.length], data, [0x08]));
}

const creditSam = (psam: Transmitter, mac2: string): Exchanged =>
  exchange(psam, concat([0x80, 0x72, 0x00, 0x00, 0x04], fromHex(mac2)));

const outOfService = (reason: OutReason) => fail<PsamFault>({ kind: 'out-of-service', reason });

function faultOf(sw: number): { readonly ok: false; readonly error: PsamFault } {
  if (sw === STATUS.keyMissing) return fail({ kind: 'key-version' });
  if (sw === STATUS.applicationLocked) return outOfService('locked');
  if (sw === STATUS.counterExhausted) return outOfService('counter-exhausted');
  return fail({ kind: 'refused', statusWord: sw });
}

async function firstThenClosing(
  psam: Transmitter,
  hsm: Hsm,
  issuer: string,
  input: PurchaseInput,
): Promise<Result<Mac1, PsamFault>> {
  exchange(psam, SELECT_APPLICATION);
  const first = initSam(psam, input);
  if (first.sw !== STATUS.ok) return faultOf(first.sw);
  const terminalSequence = toHex(first.data.subarray(0, 4));
  const closing = { ...input, amountFen: 0, factor: CLOSING_FACTOR };
  const mac2 = await hsm.closingMac2({ ...closing, issuer, terminalSequence });
  const second = initSam(psam, closing);
  const sameNumber = toHex(second.data.subarray(0, 4)) === terminalSequence;
  if (second.sw !== STATUS.ok || !sameNumber) return outOfService('closing-failed');
  if (creditSam(psam, mac2).sw !== STATUS.ok) return outOfService('closing-failed');
  return ok({ terminalSequence, mac1: toHex(first.data.subarray(4)) });
}

/** Whether it is the factor that no card carries. A caller that sends it wants a MAC1 whose MAC2 the HSM never accepts. */
export const isReserved = (factor: string): boolean => factor === CLOSING_FACTOR;

/** Makes one MAC1 with its own TTC, or returns why there is none. Nothing else may use the PSAM meanwhile. */
export async function mac1For(
  psam: Transmitter,
  hsm: Hsm,
  issuer: string,
  input: PurchaseInput,
): Promise<Result<Mac1, PsamFault>> {
  if (isReserved(input.factor)) return fail({ kind: 'refused', statusWord: STATUS.wrongData });
  try {
    return await firstThenClosing(psam, hsm, issuer, input);
  } catch (error) {
    if (error instanceof HsmUnavailable) return fail({ kind: 'hsm-unavailable' });
    if (error instanceof PsamDead) return outOfService('dead');
    throw error;
  }
}

/** Sends a PSAM wrong MAC2s until it locks: what a flood of unchecked reports would do to it. */
export function lockPsam(psam: Transmitter, input: PurchaseInput): void {
  exchange(psam, SELECT_APPLICATION);
  while (initSam(psam, input).sw === STATUS.ok) creditSam(psam, '00000000');
}
