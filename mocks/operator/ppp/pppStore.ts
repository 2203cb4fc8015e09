/** Where the PPP keeps what: the keys of its room. */
import type { Store } from '../../store/store.ts';
import type { AcceptedDebit } from './pppTypes.ts';

export type BlacklistKind = 'cards' | 'terminals';

export const keys = {
  batch: (batchId: string) => `batches/${batchId}`,
  debits: 'debits/',
  debit: (cardSerial: string, cardSequence: string) => `debits/${cardSerial}/${cardSequence}`,
  /** What is paid for a day, by order, terminal and its sequence. */
  settled: (terminalGroup: string, date: string) => `settled/${terminalGroup}/${date}/`,
  settledCount: (terminalGroup: string, date: string) => `settled-count/${terminalGroup}/${date}`,
  /** The file last written for a day. */
  closed: (acquirer: string, date: string) => `closed/${acquirer}/${date}`,
  settlement: (date: string) => `settlements/${date}`,
  blacklist: (kind: BlacklistKind) => `blacklist/${kind}/`,
};

/** Every store the PPP is given has a room of its own for it. */
export const pppRoom = (store: Store): Store => store.room('ppp');

/** Every debit that was accepted, by card and sequence: for those who compare and count. `store`: the one the PPP was given. */
export const acceptedDebits = (store: Store): Promise<AcceptedDebit[]> =>
  pppRoom(store).transaction(async (tx) =>
    (await tx.list<AcceptedDebit>(keys.debits)).map(({ value }) => value),
  );
