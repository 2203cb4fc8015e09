/**
 * TAC of a purchase (JR/T 0025.2: transaction certification code), recomputed by the issuer's side. On purpose it
 * shares no code with the card and the PSAM, so that it finds their mistakes.
 */
import { DES, EDE } from 'des.js';
import { fromHex, toHex, uintBytes } from '../../../src/shared/bytes.ts';
import type { DebitRecord } from './pppTypes.ts';

const BLOCK = 8;

type Block = ArrayLike<number>;

const xor = (a: Block, b: Block): number[] => Array.from(a, (byte, i) => byte ^ (b[i] ?? 0));

/** Two-key triple DES of one block. */
function tripleDes(key: Block, block: Block): number[] {
  const bytes = Array.from(key);
  const threeKeys = [...bytes, ...bytes.slice(0, BLOCK)];
  return EDE.create({ type: 'encrypt', key: threeKeys, padding: false }).update(block);
}

const singleDes = (key: Block, block: Block): number[] =>
  DES.create({ type: 'encrypt', key, padding: false }).update(block);

/** The card's own key: the left half from the factor, the right half from its complement. */
export function cardKey(masterKey: Block, factor: Block): number[] {
  const complement = Array.from(factor, (byte) => byte ^ 0xff);
  return [...tripleDes(masterKey, factor), ...tripleDes(masterKey, complement)];
}

/** Single-DES CBC from zero over data | 80 | 00…; 4 bytes. */
export function shortMac(key: Block, data: Block): number[] {
  const padded = [...Array.from(data), 0x80];
  while (padded.length % BLOCK !== 0) padded.push(0);
  let chain: number[] = new Array(BLOCK).fill(0);
  for (let at = 0; at < padded.length; at += BLOCK) {
    chain = singleDes(key, xor(chain, padded.slice(at, at + BLOCK)));
  }
  return chain.slice(0, 4);
}

/** `dtk`: the card's 16 bytes; the MAC key is its halves XORed. */
export function tacUnder(dtk: Block, data: Block): string {
  const bytes = Array.from(dtk);
  return toHex(shortMac(xor(bytes.slice(0, BLOCK), bytes.slice(BLOCK)), data));
}

/** amount 4 | type 1 | terminal 6 | terminal sequence 4 | date 4 | time 3. */
export function tacOf(record: DebitRecord, tacMasterKey: string): string {
  const { amountFen, transactionType, terminalNo, terminalSequence, date, time } = record;
  const fields = transactionType + terminalNo + terminalSequence + date + time;
  const factor = fromHex(record.cardSerial).slice(-BLOCK);
  const dtk = cardKey(fromHex(tacMasterKey), factor);
  return tacUnder(dtk, [...uintBytes(amountFen, 4), ...fromHex(fields)]);
}
