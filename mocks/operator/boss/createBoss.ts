/**
 * BOSS, the operator's billing: boxes and their keys, subscribers, services, holds, activations and credits.
 *
 * Not imitated: the monthly charges to accounts (only their dates are), dunning, invoices, stock, and staff at a
 * counter who change data at the same time.
 */

import type { operations } from '../../contract/bossApi.generated.ts';
import { contractServer } from '../../contract/contractServer.ts';
import { faultyWire } from '../../contract/faultyWire.ts';
import type { Environment, Fetch } from '../../environment/environment.ts';
import { type BossFaults, noBossFaults } from '../../faults/bossFaults.ts';
import type { Store, Transaction } from '../../store/store.ts';
import type { FileReport } from '../settlement/fileReport.ts';
import type { FileExchange } from '../settlement/settlementTypes.ts';
import { activate } from './activation.ts';
import { authenticateBox } from './authenticateBox.ts';
import type { BossParts } from './bossParts.ts';
import { bossRoom } from './bossStore.ts';
import type { BossHandlers, BossProblem } from './bossTypes.ts';
import { getCatalogue, getCatalogueService } from './catalogue.ts';
import { catalogueIndex } from './catalogueIndex.ts';
import { credit } from './credit.ts';
import { getHold, hold, releaseHold } from './holds.ts';
import { getOrder, grace } from './orders.ts';
import { type BossFiles, receiveFiles } from './receiveFiles.ts';
import { cancelRenewal } from './renewals.ts';
import { type BossSeed, seedOnce } from './seedOnce.ts';
import { getBills, getSubscriber } from './subscribers.ts';

export interface Boss {
  /** Rejects only when a switched-on fault cuts the connection. */
  readonly fetch: Fetch;
  /** May be changed at any time; it is read when a request arrives. */
  readonly faults: BossFaults;
  /** Reads the platform's new files and answers them. Rejects when the exchange cannot be reached. */
  receive(exchange: FileExchange): Promise<FileReport[]>;
}

type Rule<Call, Answer> = (tx: Transaction, parts: BossParts, call: Call) => Answer;

/** `seed` is written when `store` holds no catalogue, and is ignored afterwards. */
export function createBoss(options: {
  environment: Environment;
  store: Store;
  seed: BossSeed;
  /** Without it BOSS reads no files. */
  files?: BossFiles;
}): Boss {
  const { environment, seed, files } = options;
  const store = bossRoom(options.store);
  const faults = noBossFaults();
  const parts: BossParts = { environment, faults, index: catalogueIndex() };

  const inTransaction =
    <Call, Answer>(rule: Rule<Call, Promise<Answer>>) =>
    (call: Call): Promise<Answer> =>
      store.transaction(async (tx) => {
        await seedOnce(tx, seed, environment.clock.now());
        return rule(tx, parts, call);
      });

  const handlers: BossHandlers = {
    authenticateBox: inTransaction(authenticateBox),
    getSubscriber: inTransaction(getSubscriber),
    getBills: inTransaction(getBills),
    cancelRenewal: inTransaction(cancelRenewal),
    getCatalogue: inTransaction(getCatalogue),
    getCatalogueService: inTransaction(getCatalogueService),
    hold: inTransaction(hold),
    getHold: inTransaction(getHold),
    releaseHold: inTransaction(releaseHold),
    getOrder: inTransaction(getOrder),
    activate: inTransaction(activate),
    credit: inTransaction(credit),
    grace: inTransaction(grace),
  };
  const serve = contractServer<operations, BossProblem>('boss', handlers);

  const fetch = faultyWire(serve, faults, environment.timers, movesMoney);
  return {
    fetch,
    faults,
    receive: async (exchange) =>
      files ? receiveFiles({ environment, store: options.store, files }, exchange) : [],
  };
}

const movesMoney = ({ method, url }: Request): boolean =>
  method === 'PUT' && /\/(activation|credit)$/.test(url);
