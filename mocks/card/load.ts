/** INITIALIZE FOR LOAD and CREDIT FOR LOAD of the electronic purse (JR/T 0025.2, EP, transaction type 02). */
import { equalBytes, fromHex, toHex, uintBytes, uintFrom } from '../../src/shared/bytes.ts';
import { EP_LOAD, loadMac1Data, loadMac2Data, loadTacData } from '../crypto/macBlocks.ts';
import { loadSessionInput, mac, sessionKey, tac, tacKey } from '../crypto/pboc.ts';
import { type CardCommand, countMacError, purseFault } from './cardSession.ts';
import { answer, lengthFault, refuse } from './commandApdu.ts';
import { keyOf, LAST_SEQUENCE, withNewest } from './purchase.ts';
import { STATUS } from './statusWords.ts';

const FULL_FEN = 0xffffffff;

/**
 * Key index 1, amount 4, terminal number 6 → balance 4, online sequence 2, key version 1, algorithm 1, random 4, MAC1 4.
 * Needs the PIN, even for a purse.
 */
export const initForLoad: CardCommand = (command, card) => {
  const { data } = command;
  const { state, ram } = card;
  const fault = lengthFault(command, 11, 16) ?? purseFault(card);
  if (fault !== undefined) return refuse(fault);
  ram.pending = null;
  if (!ram.pinVerified) return refuse(STATUS.securityNotMet);
  const key = keyOf(state.loadKeys, data[0]!);
  if (key === undefined) return refuse(STATUS.keyMissing);
  if (state.onlineSequence >= LAST_SEQUENCE) return refuse(STATUS.counterExhausted);
  const amountFen = uintFrom(data.subarray(1, 5));
  if (state.balanceFen + amountFen > FULL_FEN) return refuse(STATUS.conditionsNotMet);
  const terminalNo = data.slice(5);
  const random = card.random.bytes(4);
  ram.pending = { kind: 'load', key, amountFen, terminalNo, random };
  const session = sessionKey(fromHex(key.key), loadSessionInput(random, state.onlineSequence));
  return answer(
    uintBytes(state.balanceFen, 4),
    uintBytes(state.onlineSequence, 2),
    fromHex(key.version + key.algorithm),
    random,
    mac(session, loadMac1Data({ amountFen, type: EP_LOAD, terminalNo }, state.balanceFen)),
  );
};

/** Date 4, time 3, MAC2 4 of the issuer's host → TAC 4. One write, like a debit. */
export const creditForLoad: CardCommand = (command, card) => {
  const { data } = command;
  const { state, ram } = card;
  const p1p2 = command.p1 === 0x00 && command.p2 === 0x00 ? undefined : STATUS.wrongP1P2;
  const fault = p1p2 ?? lengthFault(command, 11, 4) ?? purseFault(card);
  if (fault !== undefined) return refuse(fault);
  const { pending } = ram;
  ram.pending = null;
  if (pending?.kind !== 'load') return refuse(STATUS.invalidState);
  const { amountFen, terminalNo, random } = pending;
  const [date, time, mac2] = [data.slice(0, 4), data.slice(4, 7), data.slice(7)];
  const sequence = state.onlineSequence;
  const session = sessionKey(fromHex(pending.key.key), loadSessionInput(random, sequence));
  const transaction = { amountFen, type: EP_LOAD, terminalNo, date, time };
  if (!equalBytes(mac(session, loadMac2Data(transaction)), mac2)) {
    return refuse(countMacError(card));
  }
  const balanceFen = state.balanceFen + amountFen;
  const key = tacKey(fromHex(state.transactionKey));
  const proof = tac(key, loadTacData(transaction, balanceFen, sequence));
  ram.pinVerified = false;
  card.write({
    balanceFen,
    onlineSequence: sequence + 1,
    macErrors: 0,
    proof: { type: EP_LOAD, sequence, mac: toHex(mac2), tac: toHex(proof) },
    log: withNewest(state, {
      sequence,
      amountFen,
      type: EP_LOAD,
      terminalNo: toHex(terminalNo),
      date: toHex(date),
      time: toHex(time),
    }),
  });
  return answer(proof);
};
