/** READ BINARY and READ RECORD (ISO 7816-4, 7.2 and 7.3) of the purse's files, and GET BALANCE (PBOC). */
import { type Bytes, fromHex, uintBytes } from '../../src/shared/bytes.ts';
import { type CardCommand, type CardSession, purseFault } from './cardSession.ts';
import { type Answer, answer, lengthFault, refuse } from './commandApdu.ts';
import { DIRECTORY_SFI, directoryRecord } from './selecting.ts';
import { STATUS } from './statusWords.ts';

const PUBLIC_FILE = 0x15;
const HOLDER_FILE = 0x16;
const LOG_FILE = 0x18;

function binaryFile(sfi: number, { state, ram }: CardSession): Bytes | number {
  if (ram.selected === 'purse') {
    if (sfi === PUBLIC_FILE) return fromHex(state.publicFile);
    if (sfi === HOLDER_FILE) return fromHex(state.holderFile);
    return sfi === LOG_FILE ? STATUS.wrongFileType : STATUS.fileNotFound;
  }
  return sfi === DIRECTORY_SFI ? STATUS.wrongFileType : STATUS.fileNotFound;
}

/** Reads by short identifier in P1 (bit 8 set; P2 is the offset), or the last read file (P1 P2 is the offset). */
export const readBinary: CardCommand = (command, card) => {
  const { p1, p2, le } = command;
  if (command.data.length > 0 || le === undefined) return refuse(STATUS.wrongLength);
  const byName = (p1 & 0x80) !== 0;
  if (byName && (p1 & 0x60) !== 0) return refuse(STATUS.wrongP1P2);
  const sfi = byName ? p1 & 0x1f : card.ram.currentFile;
  if (sfi === null) return refuse(STATUS.noCurrentFile);
  const file = binaryFile(sfi, card);
  if (typeof file === 'number') return refuse(file);
  card.ram.currentFile = sfi;
  const offset = byName ? p2 : (p1 << 8) | p2;
  if (offset >= file.length) return refuse(STATUS.wrongOffset);
  const rest = file.length - offset;
  if (le !== 256 && le > rest) return refuse(STATUS.wrongLe | rest);
  return answer(file.subarray(offset, offset + Math.min(le, rest)));
};

function records(sfi: number, { state, ram }: CardSession): readonly Bytes[] | number {
  if (ram.selected === 'directory') {
    const record = directoryRecord(state);
    return sfi === DIRECTORY_SFI && record !== null ? [record] : STATUS.fileNotFound;
  }
  if (sfi === PUBLIC_FILE || sfi === HOLDER_FILE) return STATUS.wrongFileType;
  if (sfi !== LOG_FILE) return STATUS.fileNotFound;
  return state.settings.logNeedsPin && !ram.pinVerified
    ? STATUS.securityNotMet
    : state.log.map(fromHex);
}

/** Reads by number (P2 low bits 100): the directory's only record, or the log, where 01 is the newest. */
export const readRecord: CardCommand = (command, card) => {
  const { p1, p2 } = command;
  if ((p2 & 0x07) !== 0x04) return refuse(STATUS.wrongP1P2);
  const file = records(p2 >> 3, card);
  if (typeof file === 'number') return refuse(file);
  const record = file[p1 - 1];
  if (record === undefined) return refuse(STATUS.recordNotFound);
  const fault = lengthFault(command, 0, record.length);
  return fault === undefined ? answer(record) : refuse(fault);
};

export const getBalance: CardCommand = (command, card): Answer => {
  if (command.p1 !== 0x00 || command.p2 !== 0x02) return refuse(STATUS.wrongP1P2);
  const fault = lengthFault(command, 0, 4) ?? purseFault(card);
  return fault === undefined ? answer(uintBytes(card.state.balanceFen, 4)) : refuse(fault);
};
