/** The requests of a subscriber's box during a payment; the card answers as the fake HSM expects. */
import type {
  Attempt,
  Authorisation,
  CardProofsResult,
  InitAnswerBody,
  Observation,
  Order,
  Quote,
  Resolution,
} from '../../../src/tsp/tspTypes.ts';
import type { Box, Sending } from './box.fixture.ts';
import { ISSUER, rightMac2 } from './psamAndHsm.fixture.ts';

interface Card {
  readonly serial: string;
  readonly balanceFen: number;
  readonly sequence: number;
}
export const CARD: Card = { serial: '00061998081700001234', balanceFen: 10_000, sequence: 5 };
export const OTHER_CARD: Card = { ...CARD, serial: '00061998081700005678' };

async function quote(from: Box, serviceId = 'basic', months = 1): Promise<Quote> {
  return (await from.post<Quote>('/quotes', { items: [{ serviceId, months }] })).value;
}

function confirm(from: Box, shown: Quote, sending?: Sending) {
  const { quoteId, quoteDigest, amountFen } = shown;
  const body = { quoteId, quoteDigest, confirmedAmountFen: amountFen };
  return from.post<Order>('/orders', body, sending);
}

async function ordered(from: Box, serviceId = 'basic'): Promise<Order> {
  return (await confirm(from, await quote(from, serviceId))).value;
}

async function cardData(from: Box, card: Card) {
  return {
    serialToken: await from.serialToken(card.serial),
    issuer: ISSUER,
    applicationType: '03',
    applicationVersion: '01',
    validFrom: '20200101',
    validTo: '20301231',
    atr: '3B6D000080650849048653',
  };
}

async function startAttempt(from: Box, orderId: string, card: Card = CARD, sending?: Sending) {
  const body = {
    card: await cardData(from, card),
    balanceFen: card.balanceFen,
    readerId: 'slot',
  };
  return from.post<Attempt>(`/orders/${orderId}/attempts`, body, sending);
}

const init = (card: Card = CARD, change: Partial<InitAnswerBody> = {}): InitAnswerBody => ({
  balanceFen: card.balanceFen,
  sequence: card.sequence,
  overdraftFen: 0,
  keyVersion: '01',
  algorithmId: '00',
  random: 'CAFE0001',
  ...change,
});

const authorise = (from: Box, attemptId: string, answer = init(), sending?: Sending) =>
  from.post<Authorisation>(`/attempts/${attemptId}/authorise`, answer, {
    key: `${attemptId}:authorise`,
    ...sending,
  });

const report = (from: Box, attemptId: string, body: unknown, sending?: Sending) =>
  from.post<Order>(`/attempts/${attemptId}/report`, body, sending);

const abandon = (from: Box, attemptId: string, reason = 'back') =>
  from.post<Order>(`/attempts/${attemptId}/abandon`, { debitSent: false, reason });

const order = async (from: Box, orderId: string): Promise<Order> =>
  (await from.get<Order>(`/orders/${orderId}`)).value;

async function resolve(
  from: Box,
  attemptId: string,
  seen: Partial<Omit<Observation, 'card'>> = {},
  card: Card = CARD,
  sending?: Sending,
) {
  const observed = { proofs: [], sequence: card.sequence, log: [], ...seen };
  const body = { card: await cardData(from, card), ...observed };
  return from.post<Resolution>(`/attempts/${attemptId}/resolve`, body, sending);
}

/** Brings what the card gives as proof, of whatever payment, and what it says besides. */
async function proveCard(
  from: Box,
  proofs: Observation['proofs'],
  card: Card = CARD,
  said: Partial<Pick<Observation, 'sequence' | 'log' | 'noProofBy'>> = {},
  sending?: Sending,
) {
  const body = { card: await cardData(from, card), proofs, ...said };
  return from.post<CardProofsResult>('/card-proofs', body, sending);
}

/** Takes a confirmed order up to MAC1. */
async function payingAgain(from: Box, confirmed: Order, card: Card = CARD) {
  const { orderId, amountFen } = confirmed;
  const { attemptId, terminalNo } = (await startAttempt(from, orderId, card)).value;
  const opening = init(card);
  const authorisation = (await authorise(from, attemptId, opening)).value;
  const { terminalSequence, date, time } = authorisation;
  const { random, sequence } = opening;
  const mac2 = rightMac2({ random, cardSequence: sequence, terminalSequence, amountFen });
  return {
    order: confirmed,
    orderId,
    attemptId,
    terminalNo,
    authorisation,
    /** What the card answers when it debits, and what it logs. */
    debited: { statusWord: '9000', tac: 'AAAA0001', mac2 },
    record: { sequence, amountFen, type: '06', terminalNo, date, time },
  };
}

/** Orders a service and goes up to MAC1. */
const paying = async (from: Box, card: Card = CARD, serviceId = 'basic') =>
  payingAgain(from, await ordered(from, serviceId), card);

/** Orders a service and goes up to the answer to the report. */
async function paid(from: Box, card: Card = CARD, serviceId = 'basic') {
  const payment = await paying(from, card, serviceId);
  const reported = (await report(from, payment.attemptId, payment.debited)).value;
  return { ...payment, reported };
}

export const subscriber = {
  quote,
  confirm,
  ordered,
  cardData,
  startAttempt,
  init,
  authorise,
  report,
  abandon,
  order,
  resolve,
  proveCard,
  payingAgain,
  paying,
  paid,
};
