/**
 * A box that pays no matter what happens to the host: it repeats every request under its key until it is answered, and
 * keeps every answer for later comparison.
 */
import { cardFacts, initBodyOf } from '../../src/payment/conversation.ts';
import { initForPurchase } from '../../src/purse/commands.ts';
import { debitPurse } from '../../src/purse/debitPurse.ts';
import { exchange } from '../../src/purse/exchange.ts';
import { readPurse } from '../../src/purse/readPurse.ts';
import { toHex } from '../../src/shared/bytes.ts';
import type { HttpSend } from '../../src/shared/http.ts';
import { uuid } from '../../src/shared/random.ts';
import { fail, ok, type Result } from '../../src/shared/result.ts';
import type { TspError } from '../../src/tsp/tspError.ts';
import type { DebitReport, Order } from '../../src/tsp/tspTypes.ts';
import type { Environment } from '../environment/environment.ts';
import { household } from '../operator/boss/seed/households.ts';
import { type CardBooks, type CardDebit, cardBooksOf } from '../world/invariants.ts';
import { BALANCE_FEN, createLoadBox } from './loadBox.ts';

/** Without an answer for this long, the test fails. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 20;
const REQUEST_MS = 5_000;

interface Acknowledged {
  readonly name: string;
  readonly text: string;
  again(): Promise<Result<unknown, TspError>>;
}

export interface StubbornBox {
  /** Pays, from the quote to the open service. */
  pay(serviceId: string): Promise<Order>;
  /** The answers to all requests with a key, in order. */
  readonly acknowledged: readonly Acknowledged[];
  readonly debits: readonly CardDebit[];
  /** The books of its card. */
  cards(): readonly CardBooks[];
  /** The text of the last answer. */
  lastText(): string;
  /** Called with the number of requests sent so far, before each of them. */
  onRequest: (number: number) => void;
}

const isGone = (error: TspError): boolean =>
  error.kind !== 'problem' ||
  (error.problem.retry !== 'new' &&
    (error.problem.status >= 500 || error.problem.retry === 'same-key'));

/** The attempt is over before its MAC1, and another one may begin. */
const isOver = (error: TspError): boolean =>
  error.kind === 'problem' && error.problem.retry === 'new';

export function stubbornBox(environment: Environment, origin: string, number = 0): StubbornBox {
  const debits: CardDebit[] = [];
  const acknowledged: Acknowledged[] = [];
  let text = '';
  let sent = 0;
  const self: StubbornBox = {
    acknowledged,
    debits,
    cards: () => [cardBooksOf(card.state, BALANCE_FEN)],
    onRequest: () => {},
    lastText: () => text,
    pay,
  };
  const send: HttpSend = async ({ method, url, headers, body }) => {
    self.onRequest(++sent);
    try {
      const signal = AbortSignal.timeout(REQUEST_MS);
      const init = { method, headers, signal, ...(body === undefined ? {} : { body }) };
      const answer = await fetch(url, init);
      text = await answer.text();
      const header = (name: string) => answer.headers.get(name);
      return ok({ status: answer.status, header, body: text });
    } catch {
      return fail({ kind: 'offline' });
    }
  };
  const { tsp, card, channel } = createLoadBox({
    environment,
    send,
    baseUrl: `${origin}/tsp/v1`,
    household: household(number),
    onDebit: (debit) => void debits.push(debit),
  });

  /** Repeats the same request until there is a final answer. */
  async function insist<T>(call: () => Promise<Result<T, TspError>>): Promise<Result<T, TspError>> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await call();
      if (answer.ok || !isGone(answer.error)) return answer;
      if (Date.now() > end) throw new Error(`no answer: ${JSON.stringify(answer.error)}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  async function keyed<T>(
    name: string,
    call: () => Promise<Result<T, TspError>>,
  ): Promise<Result<T, TspError>> {
    const answer = await insist(call);
    if (answer.ok) acknowledged.push({ name, text, again: () => insist(call) });
    return answer;
  }

  const must = <T, E>(name: string, result: Result<T, E>): T => {
    if (result.ok) return result.value;
    throw new Error(`${name}: ${JSON.stringify(result.error)}`);
  };

  /** Makes an attempt; `null` when it ended before its MAC1, so that another one may begin. */
  async function attempt(order: Order): Promise<Order | null> {
    const atr = card.reset();
    const purse = must('card', await readPurse(channel));
    const key = uuid(environment.random);
    const facts = { card: cardFacts(purse, atr), balanceFen: purse.balanceFen, readerId: 'slot' };
    const answer = await keyed('attempt', () => tsp.startAttempt(key, order.orderId, facts));
    if (!answer.ok && isOver(answer.error)) return null;
    const started = must('attempt', answer);
    const { attemptId, terminalNo, keyIndex } = started;
    const parameters = { keyIndex, amountFen: order.amountFen, terminalNo };
    const init = must('INIT', await exchange(channel, initForPurchase, parameters));
    const mac1 = await keyed('authorise', () => tsp.authorise(attemptId, initBodyOf(init)));
    if (!mac1.ok) return null;
    const outcome = await debitPurse(channel, mac1.value);
    if (outcome.kind !== 'debited') throw new Error(`DEBIT: ${outcome.kind}`);
    const { tac, mac2 } = outcome.answer;
    const body: DebitReport = { statusWord: '9000', tac: toHex(tac), mac2: toHex(mac2) };
    return must('report', await keyed('report', () => tsp.report(attemptId, body)));
  }

  async function pay(serviceId: string): Promise<Order> {
    const keys = [uuid(environment.random), uuid(environment.random)] as const;
    const quote = must(
      'quote',
      await keyed('quote', () => tsp.quote(keys[0], { serviceId, months: 1 })),
    );
    const order = must('order', await keyed('order', () => tsp.confirm(keys[1], quote)));
    let paid: Order | null = null;
    for (let tries = 0; paid === null && tries < 3; tries++) paid = await attempt(order);
    if (paid === null) throw new Error('three attempts, and none got a MAC1');
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const seen = must('order', await insist(() => tsp.order(order.orderId)));
      if (seen.state === 'COMPLETED') return seen;
      if (Date.now() > end) throw new Error(`still ${seen.state}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  return self;
}
