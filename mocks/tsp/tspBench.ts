/** A TSP with everything around it faked, and a subscriber who pays: the table most tests here are laid on. */
import { createHash } from 'node:crypto';
import type { Bytes } from '../../src/shared/bytes.ts';
import type {
  Attempt,
  Authorisation,
  InitAnswerBody,
  Observation,
  Order,
  Quote,
} from '../../src/tsp/tspTypes.ts';
import { checked } from '../contract/checked.ts';
import { memoryStore } from '../store/memoryStore.ts';
import type { Store } from '../store/store.ts';
import { fakeBoss } from './bossFakeBench.ts';
import { type Box, createBox, type Sending } from './boxBench.ts';
import { fakeHsm, fakePool, fakePpp, ISSUER, rightMac2 } from './headendFakeBench.ts';
import { defaultLimits, type TspLimits } from './limits.ts';
import { nodeCrypto } from './nodeCryptoBench.ts';
import { createTsp } from './tsp.ts';
import { virtualTime } from './virtualTimeBench.ts';

/** Monday, 23 November 2026, 20:36 in China. */
export const NOW = Date.parse('2026-11-23T20:36:00+08:00');
export const TODAY = '20261123';
const SUBSCRIBER = 'sub-1';
const BOX_KEYS: Readonly<Record<string, string>> = {
  'STB-1': '11'.repeat(32),
  'STB-2': '22'.repeat(32),
  'STB-9': '99'.repeat(32),
};

export interface Card {
  readonly serial: string;
  readonly balanceFen: number;
  readonly sequence: number;
}
export const CARD: Card = { serial: '00061998081700001234', balanceFen: 10_000, sequence: 5 };
export const OTHER_CARD: Card = { ...CARD, serial: '00061998081700005678' };

/** Same bytes in every run. */
function seededRandom() {
  let counter = 0;
  return {
    bytes(length: number): Bytes {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 32) {
        const block = createHash('sha256').update(`random ${counter++}`).digest();
        bytes.set(block.subarray(0, Math.min(32, length - at)), at);
      }
      return bytes;
    },
  };
}

export function tspBench(
  options: { limits?: Partial<TspLimits>; store?: Store; wrap?: (store: Store) => Store } = {},
) {
  const time = virtualTime(NOW);
  const logs: string[] = [];
  const environment = {
    clock: time.clock,
    timers: time.timers,
    random: seededRandom(),
    crypto: nodeCrypto,
    log: (area: string, message: string) => logs.push(`${area} ${message}`),
  };
  const violations: string[] = [];
  const witness = (message: string) => violations.push(message);
  const boss = fakeBoss(time);
  for (const [stbId, key] of Object.entries(BOX_KEYS)) {
    boss.boxes.set(stbId, { key, subscriberId: stbId === 'STB-9' ? 'sub-9' : SUBSCRIBER });
  }
  const pool = fakePool(time);
  const hsm = fakeHsm();
  const ppp = fakePpp();
  const plain = options.store ?? memoryStore();
  const store = options.wrap ? options.wrap(plain) : plain;
  const limits = { ...defaultLimits, ...options.limits };
  const build = () =>
    createTsp({
      environment,
      store,
      boss: checked('boss', boss.fetch, witness),
      ppp: checked('ppp', ppp.fetch, witness),
      pool,
      hsm,
      limits,
      merchant: 'M1',
      terminalGroup: 'TG1',
    });
  let tsp = build();
  const box = (stbId = 'STB-1'): Box =>
    createBox(
      time,
      (request) => checked('tsp', tsp.fetch, witness)(request),
      stbId,
      BOX_KEYS[stbId] ?? '00'.repeat(32),
    );

  const bench = {
    time,
    boss,
    pool,
    hsm,
    ppp,
    logs,
    violations,
    environment,
    limits,
    /** The TSP's own room. */
    room: store.room('tsp'),
    get tsp() {
      return tsp;
    },
    box,
    async opened(stbId = 'STB-1'): Promise<Box> {
      const one = box(stbId);
      (await one.open()).value;
      return one;
    },
    /** The process dies and comes back over the same store. */
    async restart(): Promise<void> {
      tsp.stop();
      pool.restart();
      tsp = build();
      await tsp.start();
      await time.settle();
    },

    quote: async (from: Box, serviceId = 'basic', months = 1): Promise<Quote> =>
      (await from.post<Quote>('/quotes', { items: [{ serviceId, months }] })).value,
    confirm: (from: Box, { quoteId, quoteDigest, amountFen }: Quote, sending?: Sending) =>
      from.post<Order>('/orders', { quoteId, quoteDigest, confirmedAmountFen: amountFen }, sending),
    ordered: async (from: Box, serviceId = 'basic'): Promise<Order> =>
      (await bench.confirm(from, await bench.quote(from, serviceId))).value,
    async cardData(from: Box, card: Card) {
      return {
        serialToken: await from.serialToken(card.serial),
        issuer: ISSUER,
        applicationType: '03',
        applicationVersion: '01',
        validFrom: '20200101',
        validTo: '20301231',
        atr: '3B6D000080650849048653',
      };
    },
    startAttempt: async (from: Box, orderId: string, card: Card = CARD, sending?: Sending) =>
      from.post<Attempt>(
        `/orders/${orderId}/attempts`,
        {
          card: await bench.cardData(from, card),
          balanceFen: card.balanceFen,
          readerId: 'slot',
        },
        sending,
      ),
    init: (card: Card = CARD, change: Partial<InitAnswerBody> = {}): InitAnswerBody => ({
      balanceFen: card.balanceFen,
      sequence: card.sequence,
      overdraftFen: 0,
      keyVersion: '01',
      algorithmId: '00',
      random: 'CAFE0001',
      ...change,
    }),
    authorise: (from: Box, attemptId: string, init = bench.init(), sending?: Sending) =>
      from.post<Authorisation>(`/attempts/${attemptId}/authorise`, init, {
        key: `${attemptId}:authorise`,
        ...sending,
      }),
    report: (from: Box, attemptId: string, body: unknown, sending?: Sending) =>
      from.post<Order>(`/attempts/${attemptId}/report`, body, sending),
    abandon: (from: Box, attemptId: string, reason = 'back') =>
      from.post<Order>(`/attempts/${attemptId}/abandon`, { debitSent: false, reason }),
    order: async (from: Box, orderId: string): Promise<Order> =>
      (await from.get<Order>(`/orders/${orderId}`)).value,
    async resolve(
      from: Box,
      attemptId: string,
      seen: Partial<Omit<Observation, 'card'>> = {},
      card: Card = CARD,
    ) {
      const body = { proofs: [], sequence: card.sequence, log: [], ...seen };
      return from.post<{ verdict: string; order: Order }>(`/attempts/${attemptId}/resolve`, {
        card: await bench.cardData(from, card),
        ...body,
      });
    },

    /** Up to MAC1. */
    async paying(from: Box, card: Card = CARD, serviceId = 'basic') {
      const order = await bench.ordered(from, serviceId);
      return bench.payingAgain(from, order, card);
    },
    async payingAgain(from: Box, order: Order, card: Card = CARD) {
      const attempt = (await bench.startAttempt(from, order.orderId, card)).value;
      const { attemptId, terminalNo } = attempt;
      const init = bench.init(card);
      const authorisation = (await bench.authorise(from, attemptId, init)).value;
      const mac2 = rightMac2({
        random: init.random,
        cardSequence: init.sequence,
        terminalSequence: authorisation.terminalSequence,
        amountFen: order.amountFen,
      });
      return {
        order,
        orderId: order.orderId,
        attemptId,
        terminalNo,
        authorisation,
        /** What the card answers when it debits. */
        debited: { statusWord: '9000', tac: 'AAAA0001', mac2 },
        record: {
          sequence: card.sequence,
          amountFen: order.amountFen,
          type: '06',
          terminalNo,
          date: authorisation.date,
          time: authorisation.time,
        },
      };
    },
    /** Up to the answer to the report. */
    async paid(from: Box, card: Card = CARD, serviceId = 'basic') {
      const payment = await bench.paying(from, card, serviceId);
      const reported = (await bench.report(from, payment.attemptId, payment.debited)).value;
      return { ...payment, reported };
    },
  };
  return bench;
}

export type Bench = ReturnType<typeof tspBench>;
