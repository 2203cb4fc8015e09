/** An operator's platform with PSAMs, cards, BOSS and PPP in virtual time, a household that pays, and files in the store. */

import { createCard } from '../../mocks/card/createCard.ts';
import { exchange as transmit } from '../../mocks/card/exchange.ts';
import { issueCard } from '../../mocks/card/issueCard.ts';
import { CITY_CABLE } from '../../mocks/card/issuers.ts';
import { decodeLog } from '../../mocks/card/logRecord.ts';
import { seededRandom } from '../../mocks/environment/simulation.ts';
import { demoBox } from '../../mocks/operator/boss/seed/seed.ts';
import { createOperatorPlatform } from '../../mocks/operator/operatorPlatform.ts';
import { nodeHash } from '../../mocks/operator/settlement/disk/nodeHash.ts';
import type { FileExchange } from '../../mocks/operator/settlement/settlementTypes.ts';
import { settleRound } from '../../mocks/operator/settlement/settleRound.ts';
import { storeExchange } from '../../mocks/operator/settlement/storeExchange.ts';
import type { TspSetup } from '../../mocks/operator/tsp/base/ports.ts';
import type { DayRow, DifferenceRow } from '../../mocks/operator/tsp/books/dayRows.ts';
import type { AttemptRow } from '../../mocks/operator/tsp/books/rows.ts';
import { getAttempt, putAttempt } from '../../mocks/operator/tsp/books/store/attemptStore.ts';
import { allCases } from '../../mocks/operator/tsp/books/store/caseStore.ts';
import { differencesOf, getDay } from '../../mocks/operator/tsp/books/store/dayStore.ts';
import { getOrder } from '../../mocks/operator/tsp/books/store/orderStore.ts';
import { type Box, createBox } from '../../mocks/operator/tsp/box.fixture.ts';
import { nodeCrypto } from '../../mocks/operator/tsp/nodeCrypto.fixture.ts';
import { virtualTime } from '../../mocks/operator/tsp/virtualTime.fixture.ts';
import { memoryStore } from '../../mocks/store/memoryStore.ts';
import { memoryNvm } from '../../mocks/store/nonVolatileMemory.ts';
import { type RowList, rowsIn } from '../../mocks/store/rowList.ts';
import type { Store } from '../../mocks/store/store.ts';
import { gatherFacts } from '../../mocks/world/invariants.ts';
import type { Facts } from '../../mocks/world/worldFacts.ts';
import { concat, fromHex, toHex, uintBytes, uintFrom } from '../../src/shared/bytes.ts';
import type { Attempt, Authorisation, Order, Quote } from '../../src/tsp/tspTypes.ts';

/** Monday, 23 November 2026, 20:36 in China. */
const NOW = Date.parse('2026-11-23T20:36:00+08:00');
export const D = '20261123';
export const NEXT = '20261124';
const HALF_HOUR_MS = 1_800_000;
const SELECT_PURSE = fromHex('00A4040009A0000000038698070100');

interface How {
  readonly box?: Box;
  readonly of?: Pick<Order, 'orderId' | 'amountFen'>;
}

interface DayFixtureOptions {
  readonly uploadBy?: 'http' | 'file';
  readonly store?: Store;
  /** These wrap the store of all parties, and their exchange of files. */
  readonly wrapStore?: (store: Store) => Store;
  readonly wrapExchange?: (exchange: FileExchange) => FileExchange;
  readonly at?: number;
  readonly limits?: Partial<TspSetup['limits']>;
  readonly claims?: Pick<TspSetup, 'tacCheck' | 'refusedClaims'>;
}

export async function dayFixture(options: DayFixtureOptions = {}) {
  const time = virtualTime(options.at ?? NOW);
  const random = seededRandom(1);
  const logs: string[] = [];
  const log = (area: string, message: string) => void logs.push(`${area} ${message}`);
  const environment = { ...time, random, crypto: nodeCrypto, log };
  const store = options.store ?? memoryStore();
  const exchange = storeExchange(store);
  const operator = createOperatorPlatform({
    environment,
    store: options.wrapStore?.(store) ?? store,
    nvm: memoryNvm(),
    onViolation: (message) => {
      throw new Error(message);
    },
    ...(options.limits ? { limits: options.limits } : {}),
    platform: {
      exchange: options.wrapExchange?.(exchange) ?? exchange,
      hash: nodeHash,
      uploadBy: options.uploadBy ?? 'file',
      ...options.claims,
    },
  });
  await operator.tsp.start();
  const ownBox = createBox(time, operator.doors.tsp, demoBox.stbId, demoBox.key);
  const serial = '00062226000000000018';
  const usual = { issuer: CITY_CABLE, validFrom: '20250101', validTo: '20351231' };
  const newCard = (number: string) =>
    createCard(issueCard({ ...usual, serial: number, balanceFen: 900_000 }), {
      random,
      onWrite: () => {},
    });
  const usualCard = newCard(serial);

  async function orders(box: Box, serviceId: string): Promise<Order> {
    const quoted = await box.post<Quote>('/quotes', { items: [{ serviceId, months: 1 }] });
    const { quoteId, quoteDigest, amountFen: confirmedAmountFen } = quoted.value;
    return (await box.post<Order>('/orders', { quoteId, quoteDigest, confirmedAmountFen })).value;
  }

  /**
   * Makes a payment; `report`: whether the box's report reaches the TSP. `other`: the serial of a new card to pay with; a
   * card whose last payment is not known pays no other. `how`: by another box than the household's first, and for an order that is there already.
   */
  async function pays(service: string, report = true, other?: string, how: How = {}) {
    const { box = ownBox, of } = how;
    const card = other === undefined ? usualCard : newCard(other);
    (await box.open()).value;
    const { orderId, amountFen } = of ?? (await orders(box, service));
    const about = { issuer: CITY_CABLE.id, applicationType: '02', applicationVersion: '01' };
    const valid = { validFrom: '20250101', validTo: '20351231', atr: '3B6D000080650849048653' };
    const started = await box.post<Attempt>(`/orders/${orderId}/attempts`, {
      card: { serialToken: await box.serialToken(other ?? serial), ...about, ...valid },
      balanceFen: card.state.balanceFen,
      readerId: 'slot',
    });
    const { attemptId, terminalNo } = started.value;
    transmit(card, SELECT_PURSE);
    const init = concat(
      fromHex('805001020B01'),
      uintBytes(amountFen, 4),
      fromHex(terminalNo),
      [15],
    );
    const { data } = transmit(card, init);
    const authorised = await box.post<Authorisation>(
      `/attempts/${attemptId}/authorise`,
      {
        balanceFen: uintFrom(data.subarray(0, 4)),
        sequence: uintFrom(data.subarray(4, 6)),
        overdraftFen: uintFrom(data.subarray(6, 9)),
        keyVersion: toHex(data.subarray(9, 10)),
        algorithmId: toHex(data.subarray(10, 11)),
        random: toHex(data.subarray(11, 15)),
      },
      { key: `${attemptId}:authorise` },
    );
    const { terminalSequence, date, time: at, mac1 } = authorised.value;
    const debit = fromHex(`805401000F${terminalSequence}${date}${at}${mac1}08`);
    const debited = transmit(card, debit);
    if (debited.sw !== 0x9000) throw new Error(`the card answered ${debited.sw.toString(16)}`);
    const tac = toHex(debited.data.subarray(0, 4));
    const mac2 = toHex(debited.data.subarray(4, 8));
    /** `shown`: the TAC that the box reports, if not the card's. */
    const tell = async (shown = tac) => {
      (await box.open()).value;
      const body = { statusWord: '9000', tac: shown, mac2 };
      return box.post<Order>(`/attempts/${attemptId}/report`, body);
    };
    if (report) (await tell()).value;
    await time.drain();
    return { orderId, attemptId, amountFen, terminalNo, terminalSequence, tell };
  }

  const tspRoom = store.room('tsp');
  const all = <T>(list: RowList<T>): Promise<T[]> => tspRoom.transaction((tx) => rowsIn(tx, list));

  return {
    time,
    logs,
    store,
    exchange,
    operator,
    card: usualCard,
    pays,
    rooms: { tsp: tspRoom, boss: store.room('boss'), ppp: store.room('ppp') },
    /** Goes on to the begin of that day, if it has not come yet: no other is settled. */
    async settle(date = D) {
      const { tsp, boss, ppp } = operator;
      while (tsp.businessDate() < date) await time.advance(HALF_HOUR_MS);
      const settled = await settleRound<DayRow>(
        { tsp, boss, ppp, exchanges: { boss: exchange, ppp: exchange } },
        date,
      );
      await time.drain();
      return settled;
    },
    day: (date = D) => tspRoom.transaction((tx) => getDay(tx, date)),
    differences: (date = D) => all(differencesOf(date)),
    cases: () => all(allCases),
    order: (orderId: string) => tspRoom.transaction((tx) => getOrder(tx, orderId)),
    attempt: (id: string) => tspRoom.transaction((tx) => getAttempt(tx, id)),
    changeAttempt: (id: string, edit: Partial<AttemptRow>) =>
      tspRoom.transaction(async (tx) => {
        const { tacs, ...row } = (await getAttempt(tx, id))!;
        // With another TAC it is as if no other had been shown.
        const shown = tacs === undefined || edit.tac !== undefined ? {} : { tacs };
        putAttempt(tx, { ...row, ...shown, ...edit });
      }),
  };
}

export type DayFixture = Awaited<ReturnType<typeof dayFixture>>;

/** `CLASS state` of each row, in order. */
export const classesOf = (rows: readonly DifferenceRow[]): string[] =>
  rows.map((row) => `${row.class} ${row.state}`);

/** Both days, until every side has answered and the PPP has closed them. */
export async function settleBoth(fixture: DayFixture): Promise<void> {
  for (const date of [D, NEXT, D, NEXT]) await fixture.settle(date);
}

/** What the invariants are held against; the debits are those in the card's own log. */
export function dayFacts({ store, card }: DayFixture): Promise<Facts> {
  const asn = card.state.publicFile.slice(20, 40);
  const debits = decodeLog(card.state.log).map((record) => ({ asn, ...record }));
  return gatherFacts(store, nodeCrypto, debits);
}
