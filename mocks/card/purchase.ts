/**
 * INITIALIZE FOR PURCHASE and DEBIT FOR PURCHASE of the electronic purse (JR/T 0025.2, EP, transaction type 06).
 * Does not imitate: the deposit (ED), overdraft, cash, compound purchases.
 */
import { equalBytes, fromHex, toHex, uintBytes, uintFrom } from '../../src/shared/bytes.ts';
import {
  EP_PURCHASE,
  purchaseMac1Data,
  purchaseMac2Data,
  purchaseTacData,
} from '../crypto/macBlocks.ts';
import { mac, purchaseSessionInput, sessionKey, tac, tacKey } from '../crypto/pboc.ts';
import { type CardCommand, countMacError, purseFault } from './cardSession.ts';
import type { CardState } from './cardState.ts';
import { answer, lengthFault, refuse } from './commandApdu.ts';
import { encodeLogRecord, type LogRecord } from './logRecord.ts';
import { STATUS } from './statusWords.ts';

export const LAST_SEQUENCE = 0xffff;
const NO_OVERDRAFT = [0, 0, 0];

export const keyOf = (keys: CardState['purchaseKeys'], index: number) =>
  keys.find((key) => key.index === index);

export const withNewest = ({ log, settings }: CardState, record: LogRecord): readonly string[] =>
  [encodeLogRecord(record), ...log].slice(0, settings.logRecords);

/**
 * Key index 1, amount 4, terminal number 6 → balance 4, sequence 2, overdraft 3, key version 1, algorithm 1, random 4.
 * Writes nothing; ends any INIT before it. An amount of 0 is answered, as by real cards, and shows the sequence number.
 */
export const initForPurchase: CardCommand = (command, card) => {
  const { data } = command;
  const { state, ram } = card;
  const fault = lengthFault(command, 11, 15) ?? purseFault(card);
  if (fault !== undefined) return refuse(fault);
  ram.pending = null;
  const key = keyOf(state.purchaseKeys, data[0]!);
  if (key === undefined) return refuse(STATUS.keyMissing);
  if (state.offlineSequence >= LAST_SEQUENCE) return refuse(STATUS.counterExhausted);
  const amountFen = uintFrom(data.subarray(1, 5));
  if (amountFen > state.balanceFen) return refuse(STATUS.insufficient);
  const random = card.random.bytes(4);
  ram.pending = { kind: 'purchase', key, amountFen, terminalNo: data.slice(5), random };
  return answer(
    uintBytes(state.balanceFen, 4),
    uintBytes(state.offlineSequence, 2),
    NO_OVERDRAFT,
    fromHex(key.version + key.algorithm),
    random,
  );
};

/**
 * Terminal sequence 4, date 4, time 3, MAC1 4 → TAC 4, MAC2 4. The commit point of a payment: balance, sequence, proof
 * and log change in one write, before the answer leaves the card.
 */
export const debitForPurchase: CardCommand = (command, card) => {
  const { data } = command;
  const { state, ram } = card;
  const fault = lengthFault(command, 15, 8) ?? purseFault(card);
  if (fault !== undefined) return refuse(fault);
  const { pending } = ram;
  ram.pending = null;
  if (pending?.kind !== 'purchase') return refuse(STATUS.invalidState);
  const { amountFen, terminalNo, random } = pending;
  const [terminalSequence, date, time] = [data.slice(0, 4), data.slice(4, 8), data.slice(8, 11)];
  const sequence = state.offlineSequence;
  const session = sessionKey(
    fromHex(pending.key.key),
    purchaseSessionInput(random, sequence, terminalSequence),
  );
  const transaction = { amountFen, type: EP_PURCHASE, terminalNo, date, time };
  if (!equalBytes(mac(session, purchaseMac1Data(transaction)), data.subarray(11))) {
    return refuse(countMacError(card));
  }
  const mac2 = mac(session, purchaseMac2Data(amountFen));
  const proof = tac(
    tacKey(fromHex(state.transactionKey)),
    purchaseTacData(transaction, terminalSequence),
  );
  ram.pinVerified = false;
  card.write({
    balanceFen: state.balanceFen - amountFen,
    offlineSequence: sequence + 1,
    macErrors: 0,
    proof: { type: EP_PURCHASE, sequence, mac: toHex(mac2), tac: toHex(proof) },
    log: withNewest(state, {
      sequence,
      amountFen,
      type: EP_PURCHASE,
      terminalNo: toHex(terminalNo),
      date: toHex(date),
      time: toHex(time),
    }),
  });
  return answer(proof, mac2);
};
