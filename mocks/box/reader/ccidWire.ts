/** Messages of USB-IF CCID 1.1, chapter 6, on the reader's side. Shares no code with the portal, so that errors show. */
import { type Bytes, concat } from '../../../src/shared/bytes.ts';

export const COMMAND = {
  setParameters: 0x61,
  powerOn: 0x62,
  powerOff: 0x63,
  slotStatus: 0x65,
  secure: 0x69,
  escape: 0x6b,
  getParameters: 0x6c,
  resetParameters: 0x6d,
  xfrBlock: 0x6f,
  abort: 0x72,
} as const;

export type CommandName = keyof typeof COMMAND;

export const REPLY = { dataBlock: 0x80, slotStatus: 0x81, parameters: 0x82, escape: 0x83 } as const;

/** The type of a command's answer, where it is not SlotStatus. */
const REPLIES: Readonly<Record<number, number>> = {
  [COMMAND.powerOn]: REPLY.dataBlock,
  [COMMAND.xfrBlock]: REPLY.dataBlock,
  [COMMAND.secure]: REPLY.dataBlock,
  [COMMAND.setParameters]: REPLY.parameters,
  [COMMAND.getParameters]: REPLY.parameters,
  [COMMAND.resetParameters]: REPLY.parameters,
  [COMMAND.escape]: REPLY.escape,
};
export const replyTo = (command: number): number => REPLIES[command] ?? REPLY.slotStatus;

export const HEADER = 10;

export interface HostMessage {
  readonly type: number;
  readonly slot: number;
  readonly seq: number;
  readonly specific: readonly [number, number, number];
  readonly data: Bytes;
}

export const nameOf = ({ type }: HostMessage): CommandName | undefined =>
  (Object.keys(COMMAND) as CommandName[]).find((name) => COMMAND[name] === type);

/** The length that the header of a message announces. */
export const announced = (bytes: Uint8Array): number =>
  HEADER + new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true);

export function readMessage(bytes: Bytes): HostMessage {
  const [type, , , , , slot, seq, a, b, c] = bytes as unknown as number[];
  return {
    type: type!,
    slot: slot!,
    seq: seq!,
    specific: [a!, b!, c!],
    data: bytes.slice(HEADER, announced(bytes)),
  };
}

export interface ReaderReply {
  readonly type: number;
  readonly slot: number;
  readonly seq: number;
  readonly status: number;
  readonly error: number;
  /** bChainParameter, bClockStatus or bProtocolNum. */
  readonly third: number;
  readonly data: Bytes;
}

/** Writes a message; a fault may pass a wrong `dwLength`. */
export function writeReply(reply: ReaderReply, dwLength = reply.data.length): Bytes {
  const { type, slot, seq, status, error, third, data } = reply;
  const head = new Uint8Array(HEADER);
  head.set([type, 0, 0, 0, 0, slot, seq, status, error, third]);
  new DataView(head.buffer).setUint32(1, dwLength, true);
  return concat(head, data);
}

/** bError; a number below 0x80 is the offset of the byte that is wrong. */
export const FAULT = {
  aborted: 0xff,
  mute: 0xfe,
  parity: 0xfd,
  protocol: 0xf6,
  busy: 0xe0,
  unsupported: 0x00,
  length: 0x01,
  slot: 0x05,
  first: 0x07,
  level: 0x08,
  speed: 0x0a,
} as const;

/** The state of the slot in bStatus; a failed command adds FAILED, a time extension EXTENSION. */
export const ICC = { active: 0, inactive: 1, absent: 2 } as const;
export const FAILED = 0x40;
export const EXTENSION = 0x80;
