/** The opening of every conversation: find the purse on the card, read who it is and what it holds. */

import type { CardChannel } from '../reader/cardReader.ts';
import { toHex } from '../shared/bytes.ts';
import type { Fen } from '../shared/money.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { getBalance, type PurseFile, readDirectory, readPurseFile, select } from './commands.ts';
import { exchange } from './exchange.ts';
import type { PurseError } from './purseError.ts';
import { SW } from './statusWord.ts';

const DIRECTORY_NAME = '315041592E5359532E4444463031';
const PURSE_NAME = 'A00000000386980701';
/** The files in which city and social cards keep a purse that has no name. */
const PURSE_FIDS: readonly string[] = ['3F01', 'DF01', '1001'];

export interface Purse extends PurseFile {
  readonly balanceFen: Fen;
}

const isMissing = (error: PurseError): boolean =>
  error.kind === 'status' && error.statusWord === SW.fileNotFound;

/** Selects the purse by its usual name, else by the card's directory, else by the usual file identifiers. */
async function selectPurse(card: CardChannel): Promise<Result<unknown, PurseError>> {
  const usual = await exchange(card, select, { name: PURSE_NAME });
  if (usual.ok || !isMissing(usual.error)) return usual;
  const directory = await exchange(card, select, { name: DIRECTORY_NAME });
  if (directory.ok) {
    const names = await exchange(card, readDirectory, { record: 1 });
    for (const name of names.ok ? names.value : []) {
      const named = await exchange(card, select, { name });
      if (named.ok) return named;
    }
  }
  for (const fid of PURSE_FIDS) {
    const found = await exchange(card, select, { fid });
    if (found.ok || !isMissing(found.error)) return found;
  }
  return usual;
}

/** SELECT, then file 0x15, then the balance. Reads only. */
export async function readPurse(card: CardChannel): Promise<Result<Purse, PurseError>> {
  const selected = await selectPurse(card);
  if (!selected.ok) return fail(selected.error);
  const file = await exchange(card, readPurseFile, undefined);
  if (!file.ok) return file;
  const balance = await exchange(card, getBalance, undefined);
  if (!balance.ok) return balance;
  return ok({ ...file.value, balanceFen: balance.value });
}

/** Four digits for a serial's last two bytes (a hex letter as its last decimal digit): all of it that is ever shown. */
export const serialTail = (serial: ArrayLike<number>): string =>
  toHex(serial)
    .slice(-4)
    .replace(/[A-F]/g, (nibble) => String(parseInt(nibble, 16) % 10));
