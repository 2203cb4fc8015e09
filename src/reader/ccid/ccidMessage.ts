/** USB-IF CCID 1.1, chapter 6: messages of ten header bytes and data; lengths and parameters little-endian. */
import { type Bytes, concat } from '../../shared/bytes.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

export const TO_READER = {
  setParameters: 0x61,
  iccPowerOn: 0x62,
  iccPowerOff: 0x63,
  getSlotStatus: 0x65,
  escape: 0x6b,
  getParameters: 0x6c,
  resetParameters: 0x6d,
  xfrBlock: 0x6f,
  abort: 0x72,
} as const;

export const FROM_READER = {
  notifySlotChange: 0x50,
  hardwareError: 0x51,
  dataBlock: 0x80,
  slotStatus: 0x81,
  parameters: 0x82,
  escape: 0x83,
} as const;

export const HEADER_BYTES = 10;

export interface CcidMessage {
  readonly type: number;
  readonly slot: number;
  readonly seq: number;
  /** The three bytes before the data: parameters of a command; bStatus, bError and a third of an answer. */
  readonly specific: readonly [number, number, number];
  readonly data: Bytes;
}

export function buildCcid({ type, slot, seq, specific, data }: CcidMessage): Bytes {
  const { length } = data;
  const sizes = [length & 0xff, (length >> 8) & 0xff, (length >> 16) & 0xff, length >>> 24];
  return concat([type], sizes, [slot, seq], specific, data);
}

/** One whole message of the bulk pipe; the error names what does not fit. Never throws. */
export function parseCcid(bytes: Bytes): Result<CcidMessage, string> {
  if (bytes.length < HEADER_BYTES) return fail(`${bytes.length} bytes are no CCID message`);
  const [type, a, b, c, d, slot, seq, ...specific] = Array.prototype.slice.call(
    bytes,
    0,
    HEADER_BYTES,
  ) as number[];
  const length = a! + b! * 0x100 + c! * 0x10000 + d! * 0x1000000;
  if (bytes.length !== HEADER_BYTES + length) {
    return fail(`dwLength ${length}, received ${bytes.length - HEADER_BYTES}`);
  }
  return ok({
    type: type!,
    slot: slot!,
    seq: seq!,
    specific: specific as [number, number, number],
    data: bytes.slice(HEADER_BYTES),
  });
}
