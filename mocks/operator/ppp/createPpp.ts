/**
 * The PPP, UnionPay's side: takes the day's debits, recomputes every TAC, and answers what it will pay.
 *
 * Not imitated: the issuers behind it (their keys are here), fees, disputes, and verdicts that come only the next
 * morning.
 */
import { contractServer } from '../../contract/contractServer.ts';
import { faultyWire, noWireFaults, type WireFaults } from '../../contract/faultyWire.ts';
import type { operations } from '../../contract/pppApi.generated.ts';
import type { Environment, Fetch } from '../../environment/environment.ts';
import type { Store, Transaction } from '../../store/store.ts';
import type { FileReport } from '../settlement/fileReport.ts';
import type { BusinessDate, FileExchange } from '../settlement/settlementTypes.ts';
import { getBatchResult, getSettlement, type PppParts, putBatch } from './batches.ts';
import { addToBlacklist, getBlacklist } from './blacklist.ts';
import { checkTac } from './checkTac.ts';
import { pppRoom } from './pppStore.ts';
import type { Issuer, PppHandlers, PppProblem } from './pppTypes.ts';
import { receiveFiles } from './receiveFiles.ts';
import { closeDay, type PppFiles } from './settledDay.ts';

export interface Ppp {
  /** Rejects only when a switched-on fault cuts the connection. */
  readonly fetch: Fetch;
  /** May be changed at any time; it is read when a request arrives. */
  readonly faults: WireFaults;
  /** `serial`: 20 hex digits. Its debits are rejected from now on. */
  blacklistCard(serial: string): Promise<void>;
  /** `terminalNo`: 12 hex digits. Its debits are rejected from now on. */
  blacklistTerminal(terminalNo: string): Promise<void>;
  /** Reads the new batches and answers them. Rejects when the exchange cannot be reached. */
  receive(exchange: FileExchange): Promise<FileReport[]>;
  /** Writes what will be paid for the day. Returns the days whose file was written. Rejects as `receive` does. */
  closeDay(exchange: FileExchange, date: BusinessDate): Promise<BusinessDate[]>;
}

type Rule<Call, Answer> = (tx: Transaction, parts: PppParts, call: Call) => Answer;

export function createPpp(options: {
  environment: Environment;
  store: Store;
  issuers: readonly Issuer[];
  /** Without it the PPP reads and writes no files. */
  files?: PppFiles;
}): Ppp {
  const { environment, issuers, files } = options;
  const { clock, crypto, timers } = environment;
  const store = pppRoom(options.store);
  const parts: PppParts = { crypto, issuers };
  const faults = noWireFaults();

  const inTransaction =
    <Call, Answer>(rule: Rule<Call, Promise<Answer>>) =>
    (call: Call): Promise<Answer> =>
      store.transaction((tx) => rule(tx, parts, call));

  const handlers: PppHandlers = {
    putBatch: inTransaction(putBatch),
    getBatchResult: inTransaction(getBatchResult),
    getSettlement: inTransaction(getSettlement),
    getBlacklist: inTransaction(getBlacklist),
    checkTac: inTransaction(checkTac),
  };
  const serve = contractServer<operations, PppProblem>('ppp', handlers);

  const fetch = faultyWire(serve, faults, timers, ({ method }) => method === 'PUT');

  const list = (kind: 'cards' | 'terminals', id: string): Promise<void> =>
    store.transaction((tx) => addToBlacklist(tx, kind, id, clock.now()));

  return {
    fetch,
    faults,
    blacklistCard: (serial) => list('cards', serial),
    blacklistTerminal: (terminalNo) => list('terminals', terminalNo),
    receive: async (exchange) =>
      files ? receiveFiles({ environment, store, files, issuers }, exchange) : [],
    closeDay: async (exchange, date) =>
      files ? closeDay({ environment, store, files }, exchange, date) : [],
  };
}
