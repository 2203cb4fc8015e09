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
import type { BossParts } from './base/bossParts.ts';
import { bossRoom } from './base/bossStore.ts';
import type { BossHandlers, BossProblem } from './base/bossTypes.ts';
import { catalogueIndex } from './base/catalogueIndex.ts';
import { getCatalogue, getCatalogueService } from './catalogue/catalogue.ts';
import { type BossFiles, receiveFiles } from './day/receiveFiles.ts';
import { activate } from './orders/activation.ts';
import { credit } from './orders/credit.ts';
import { getHold, hold, releaseHold } from './orders/holds.ts';
import { getOrder, grace } from './orders/orders.ts';
import { stopService } from './orders/stopService.ts';
import { type BossSeed, seedOnce } from './seedOnce.ts';
import { authenticateBox } from './subscribers/authenticateBox.ts';
import { findSubscribers } from './subscribers/findSubscribers.ts';
import { getHousehold } from './subscribers/household.ts';
import { getBills } from './subscribers/overdue.ts';
import { cancelRenewal } from './subscribers/renewals.ts';
import { makeSearchable } from './subscribers/searchIndex.ts';
import { getSubscriber } from './subscribers/subscribers.ts';

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

  /** For calls that read the search's rows: a store of an older version gets them first. */
  const searching =
    <Call, Answer>(rule: Rule<Call, Promise<Answer>>) =>
    async (call: Call): Promise<Answer> => {
      await store.transaction((tx) => seedOnce(tx, seed, environment.clock.now()));
      await makeSearchable(store);
      return inTransaction(rule)(call);
    };

  const handlers: BossHandlers = {
    authenticateBox: inTransaction(authenticateBox),
    findSubscribers: searching(findSubscribers),
    getSubscriber: inTransaction(getSubscriber),
    getHousehold: searching(getHousehold),
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
    stopService: inTransaction(stopService),
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
  method === 'PUT' && /\/(activation|credit|stop)$/.test(url);
