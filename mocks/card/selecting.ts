/** SELECT (ISO 7816-4, 7.1.1) of the payment directory 1PAY.SYS.DDF01 and of the purse. Exact names only. */
import { type Bytes, concat, fromHex, toHex, utf8 } from '../../src/shared/bytes.ts';
import type { CardCommand } from './cardSession.ts';
import type { CardState } from './cardState.ts';
import { answer, refuse } from './commandApdu.ts';
import { STATUS } from './statusWords.ts';

const DIRECTORY_NAME = utf8('1PAY.SYS.DDF01');
const MASTER_FILE = '3F00';
export const DIRECTORY_SFI = 0x01;

const tlv = (tag: readonly number[], ...parts: readonly ArrayLike<number>[]): Bytes => {
  const value = concat(...parts);
  return concat(tag, [value.length], value);
};

const directoryFci = (): Bytes =>
  tlv([0x6f], tlv([0x84], DIRECTORY_NAME), tlv([0xa5], tlv([0x88], [DIRECTORY_SFI])));

const purseFci = ({ aid, publicFile, settings }: CardState): Bytes =>
  tlv(
    [0x6f],
    aid === null ? [] : tlv([0x84], fromHex(aid)),
    tlv(
      [0xa5],
      settings.versionInFci ? tlv([0x9f, 0x08], [0x02]) : [],
      tlv([0x9f, 0x0c], fromHex(publicFile)),
    ),
  );

/** The only record of the directory: the purse and its label. */
export const directoryRecord = ({ aid }: CardState): Bytes | null =>
  aid === null ? null : tlv([0x61], tlv([0x4f], fromHex(aid)), tlv([0x50], utf8('PBOC')));

/** Selects by name (P1 04) or file identifier (P1 00). Ends a PIN and an INIT; a locked purse is refused. */
export const select: CardCommand = ({ p1, p2, data }, { state, ram }) => {
  if ((p1 !== 0x04 && p1 !== 0x00) || p2 !== 0x00) return refuse(STATUS.wrongP1P2);
  if (p1 === 0x00 && data.length !== 0 && data.length !== 2) return refuse(STATUS.wrongLength);
  const wanted = toHex(data);
  const directory = p1 === 0x04 ? toHex(DIRECTORY_NAME) : MASTER_FILE;
  const purse = p1 === 0x04 ? state.aid : state.fid;
  if (wanted !== directory && wanted !== purse && !(p1 === 0x00 && wanted === '')) {
    return refuse(STATUS.fileNotFound);
  }
  ram.pending = null;
  ram.pinVerified = false;
  ram.currentFile = null;
  ram.selected = 'directory';
  if (wanted !== purse) return answer(directoryFci());
  if (state.locked) return refuse(STATUS.applicationLocked);
  ram.selected = 'purse';
  return answer(purseFci(state));
};
