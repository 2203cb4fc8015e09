/**
 * The invariants of the whole simulated world, whatever has happened: cards, platform, books, BOSS and PPP are compared
 * with each other. Each fault is one sentence.
 */

import { LEASE_MS } from '../operator/psam/lease.ts';
import { cardOf, factorOf } from '../operator/tsp/base/cardIdentity.ts';
import type { AttemptRow } from '../operator/tsp/books/rows.ts';
import {
  type AttemptState,
  isBeforeMac1,
  isOver,
} from '../operator/tsp/books/transitions/attemptTransitions.ts';
import { claimFaults, differenceFaults, endingFaults, owedByHand } from './moneyEndings.ts';
import { stuckFaults, waitingFaults } from './pendingFaults.ts';
import {
  type CardDebit,
  debitBy,
  debitOf,
  duplicates,
  type Facts,
  hex4,
  isBooked,
  sum,
} from './worldFacts.ts';

export {
  type CardBooks,
  type CardDebit,
  cardBooksOf,
  type Facts,
  gatherFacts,
  watchDebits,
} from './worldFacts.ts';

/** Whether the statements of boxes ("never sent", a refusal, a log) are true in this world. */
type Portals = 'honest' | 'lying';

/** The last term is what boxes claim, on watch: of honest portals it is 0, and with lying ones it covers what they took. */
const MAY_BE_DEBITED: Readonly<Record<Portals, readonly AttemptState[]>> = {
  honest: ['DEBITED', 'MAC1_ISSUED', 'IN_DOUBT'],
  lying: ['DEBITED', 'MAC1_ISSUED', 'IN_DOUBT', 'NOT_DEBITED_CLAIMED'],
};

/** Two leases of one PSAM at the same time. By time, because an expired lease may not be closed yet. */
function sharedLeases(attempts: readonly AttemptRow[]): string[] {
  const leased = attempts
    .filter(({ state }) => state === 'PSAM_LEASED')
    .sort((a, b) => a.heldUntil - b.heldUntil);
  const last = new Map<string, number>();
  return leased.flatMap(({ terminalNo = '', heldUntil }) => {
    const before = last.get(terminalNo) ?? Number.NEGATIVE_INFINITY;
    last.set(terminalNo, heldUntil);
    return heldUntil - before < LEASE_MS ? [`I11 PSAM ${terminalNo} is leased twice`] : [];
  });
}

/** No debit without an attempt and a confirmed quote; debits never exceed the attempts that may be debited. */
function attemptFaults({ debits, orders, attempts }: Facts, portals: Portals): string[] {
  const faults: string[] = [];
  const explained = new Set(attempts.map(debitBy));
  for (const debit of debits) {
    if (!explained.has(debitOf(debit))) {
      faults.push(`I1 a debit of ${debit.amountFen} fen that no attempt explains`);
    }
  }
  const orderOf = new Map(orders.map((order) => [order.orderId, order]));
  for (const attempt of attempts) {
    const order = orderOf.get(attempt.orderId);
    const { amountFen, mac1 } = attempt;
    const amounts = [order?.quote.amountFen, mac1 ? order?.confirmedAmountFen : amountFen];
    if (amounts.some((fen) => fen !== amountFen)) faults.push(`I2 ${attempt.attemptId}: amounts`);
    if (mac1 && !((order?.confirmedAt ?? Number.POSITIVE_INFINITY) <= mac1.issuedAt)) {
      faults.push(`I2 ${attempt.attemptId}: MAC1 before the confirmation`);
    }
  }
  // A decision of two people without the card may be wrong in either direction.
  const posted = attempts.filter(
    (attempt) => attempt.state === 'DEBITED' && attempt.provenBy !== 'people',
  );
  const suspected = attempts.filter(
    ({ state, deniedBy }) => MAY_BE_DEBITED[portals].includes(state) || deniedBy === 'people',
  );
  if (sum(posted) > sum(debits)) faults.push('I3 more posted than the cards lost');
  if (sum(debits) > sum(suspected)) faults.push('I3 the cards lost more than is under suspicion');
  return faults;
}

/** What may exist only once. */
function uniqueFaults({ attempts }: Facts, debited: readonly AttemptRow[]): string[] {
  const paying = debited.filter(({ surplus }) => surplus === undefined);
  const issued = attempts.filter(({ mac1 }) => mac1);
  const holding = attempts.filter(({ state }) => isBeforeMac1(state));
  const twice = (keys: readonly string[], say: (key: string) => string) =>
    duplicates(keys).map(say);
  return [
    ...twice(
      paying.map(({ orderId }) => orderId),
      (key) => `I4 ${key} was paid twice`,
    ),
    ...twice(
      debited.map((attempt) => `${cardOf(attempt)} ${attempt.init?.sequence}`),
      (key) => `I5 (card, n) ${key} twice`,
    ),
    ...twice(
      issued.map((attempt) => `${attempt.terminalNo} ${attempt.mac1!.terminalSequence}`),
      (key) => `I5 (terminal, TTC) ${key} twice`,
    ),
    ...twice(
      holding.map((attempt) => `${attempt.stbId} ${cardOf(attempt)}`),
      (key) => `I11 two payments before MAC1 with one card in box ${key.split(' ')[0]}`,
    ),
    ...sharedLeases(attempts),
  ];
}

/** Nothing is opened unpaid (or its loss is in the books), opened and given back, or accepted without a debit. */
function partyFaults(
  { boss, accepted, orders, attempts }: Facts,
  debited: readonly AttemptRow[],
): string[] {
  const faults: string[] = [];
  const orderOf = new Map(orders.map((order) => [order.orderId, order]));
  const paidFen = new Map(
    attempts.filter(isBooked).map(({ orderId, amountFen }) => [orderId, amountFen]),
  );
  for (const { orderId, state, amountFen } of boss) {
    if (state !== 'ACTIVATED') continue;
    if (paidFen.get(orderId) !== amountFen) faults.push(`I7 ${orderId}: opened unpaid`);
    const ours = orderOf.get(orderId)?.state;
    if (ours === 'CREDITED' || ours === 'REFUNDED') {
      faults.push(`I8 ${orderId}: opened and given back`);
    }
  }
  const keys = accepted.map((debit) => `${factorOf(debit.cardSerial)} ${debit.cardSequence}`);
  faults.push(...duplicates(keys).map((key) => `I10 ${key} accepted twice`));
  const debitFen = new Map(
    debited.map(({ asn, init, amountFen }) => [
      `${factorOf(asn)} ${hex4(init?.sequence)}`,
      amountFen,
    ]),
  );
  for (const [at, { amountFen }] of accepted.entries()) {
    if (debitFen.get(keys[at]!) !== amountFen) faults.push(`I10 ${keys[at]} accepted, not debited`);
  }
  if (sum(accepted) > sum(debited)) faults.push('I10 more accepted than debited');
  return faults;
}

/** An attempt is settled by a signature or by two people, by nothing else. */
function evidenceFaults({ attempts }: Facts, debited: readonly AttemptRow[]): string[] {
  const faults: string[] = [];
  const numberOf = (attempt: AttemptRow) => `${cardOf(attempt)} ${attempt.init?.sequence}`;
  const signed = new Set(debited.filter(({ mac2 }) => mac2 !== undefined).map(numberOf));
  for (const attempt of attempts) {
    const { attemptId, state, provenBy, deniedBy, mac2 } = attempt;
    const isProven = provenBy === 'people' || (provenBy === 'mac2' && mac2 !== undefined);
    if (state === 'DEBITED' && !isProven) faults.push(`I3 ${attemptId} is debited without proof`);
    const isDisproven = deniedBy === 'people' || signed.has(numberOf(attempt));
    if (attempt.signed !== undefined && state === 'DEBITED') {
      faults.push(`I3 ${attemptId} is debited, and its signature is kept as not posted`);
    }
    if (state === 'NOT_DEBITED' && !isDisproven) {
      faults.push(`I3 ${attemptId} is not debited without proof`);
    }
  }
  return faults;
}

/** A card has what it was issued with and loaded with, less its debits; each debit counts its number up by one. */
function cardFaults({ cards, debits }: Facts): string[] {
  const debitsOf = new Map<string, CardDebit[]>();
  for (const debit of debits) {
    const before = debitsOf.get(debit.asn);
    if (before) before.push(debit);
    else debitsOf.set(debit.asn, [debit]);
  }
  return cards.flatMap(({ asn, issuedFen, loadedFen, balanceFen, sequence }) => {
    const own = debitsOf.get(asn) ?? [];
    const dueFen = issuedFen + loadedFen - sum(own);
    const name = `I9 card ${asn.slice(-4)}`;
    return [
      ...(balanceFen === dueFen ? [] : [`${name} has ${balanceFen}, not ${dueFen}`]),
      ...(sequence === own.length ? [] : [`${name} counts ${sequence}, not ${own.length}`]),
    ];
  });
}

/** The person who approves is never the one who proposed. */
function peopleFaults({ cases }: Facts): string[] {
  return cases.flatMap(({ caseNo, steps }) =>
    steps.flatMap(({ step, who }, at) => {
      const [proposal] = steps
        .slice(0, at)
        .filter((earlier) => earlier.step === 'propose')
        .slice(-1);
      const isOwn = step === 'approve' && (proposal === undefined || proposal.who === who);
      return isOwn ? [`two people: ${who} alone decided ${caseNo}`] : [];
    }),
  );
}

/** Invariants that are true at every moment. */
export function safetyFaults(facts: Facts, portals: Portals = 'honest'): string[] {
  const { attempts, books, bookFault } = facts;
  const debited = attempts.filter(({ state }) => state === 'DEBITED');
  const booked = attempts.filter(isBooked);
  const lost = booked.filter(({ claim }) => claim === 'WRITTEN_OFF');
  const faults = [
    ...(bookFault === null ? [] : [`I6 ${bookFault}`]),
    ...attemptFaults(facts, portals),
    ...uniqueFaults(facts, debited),
    ...partyFaults(facts, debited),
    ...evidenceFaults(facts, debited),
    ...peopleFaults(facts),
    ...cardFaults(facts),
    ...stuckFaults(facts),
  ];
  if (books.unionpay_receivable !== sum(booked) - sum(lost)) {
    faults.push('I15 receivable is not the debits');
  }
  if (books.write_off !== sum(lost)) faults.push('I15 the loss is not what was written off');
  return faults;
}

/** Invariants that are true once all faults are over, all cards were back and all timers have run. */
export function restFaults(facts: Facts): string[] {
  const { debits, attempts, books } = facts;
  const debited = attempts.filter(({ state }) => state === 'DEBITED');
  const faults = [
    ...safetyFaults(facts),
    ...claimFaults(facts, debited),
    ...endingFaults(facts, attempts.filter(isBooked)),
    ...differenceFaults(facts),
    ...waitingFaults(facts),
  ];
  const decided = attempts.filter(
    (attempt) => attempt.provenBy === 'people' || attempt.deniedBy === 'people',
  );
  const byPeople = new Set(decided.map(debitBy));
  const known = debits.filter((debit) => !byPeople.has(debitOf(debit)));
  const posted = debited.filter(({ provenBy }) => provenBy !== 'people');
  if (sum(known) !== sum(posted)) faults.push('I15 debits on cards are not those posted');
  for (const { attemptId, state } of attempts) {
    if (!isOver(state)) faults.push(`I16 ${attemptId} is still ${state}`);
  }
  if (books.suspense_receivable !== 0 || books.suspense_order !== 0) {
    faults.push('I16 something is still in suspense');
  }
  if (books.order_liability + owedByHand(facts) !== 0) {
    faults.push('I16 more or less is owed than people have in hand');
  }
  return faults;
}
