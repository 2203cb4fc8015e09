/** Makes one payment from the quote to the receipt with the portal's own protocol code; it waits only for answers. */
import { cardFacts, initBodyOf } from '../../src/payment/conversation.ts';
import { retrying } from '../../src/payment/retrying.ts';
import { initForPurchase } from '../../src/purse/commands.ts';
import { debitPurse } from '../../src/purse/debitPurse.ts';
import { exchange } from '../../src/purse/exchange.ts';
import { readPurse } from '../../src/purse/readPurse.ts';
import { neverAborted } from '../../src/shared/abort.ts';
import { toHex } from '../../src/shared/bytes.ts';
import { uuid } from '../../src/shared/random.ts';
import type { Result } from '../../src/shared/result.ts';
import { pause } from '../../src/shared/time.ts';
import type { TspError } from '../../src/tsp/tspError.ts';
import type { Attempt, DebitReport, Order } from '../../src/tsp/tspTypes.ts';
import type { Environment } from '../environment/environment.ts';
import type { LoadBox } from './loadBox.ts';
import type { Measures } from './measures.ts';

/** What goes wrong in a payment on purpose. */
export type Mishap =
  | 'none'
  /** Only the price is looked at. */
  | 'looked'
  /** Confirmed, and no card put in. */
  | 'put-off'
  /** The box goes away as soon as it has a PSAM, and says nothing. */
  | 'abandoned'
  | 'report-lost'
  | 'torn-before-debit'
  | 'torn-after-debit';

export type Outcome = 'paid' | 'abandoned' | 'in-doubt' | 'refused';

export interface PayParts {
  readonly environment: Environment;
  readonly measures: Measures;
  readonly serviceId: string;
  /** 1 without it. */
  readonly months?: number;
  /** When the payment should have begun (`performance.now()`), even if no box was free then. */
  readonly startedAt: number;
  /** Called when the TSP has the proof, so that the subscriber could be told. */
  readonly onPaid?: () => void;
  /** Passes the time that people and card take; without it they take none. */
  readonly takesTime?: (what: 'putting the card in' | 'debiting') => Promise<void>;
}

/** How long a request is repeated, as in the portal. */
const CALL_MS = 8_000;
const PSAM_WAIT_MS = 60_000;
const OPENING_MS = 30_000;
/** The time between two requests whether the service is open. */
const POLL_MS = 700;
const DEBIT = 0x54;

class Refused extends Error {}

const text = (error: TspError): string =>
  error.kind === 'problem' ? error.problem.code : error.kind;

export async function payOnce(
  { environment, measures, serviceId, months = 1, startedAt, onPaid, takesTime }: PayParts,
  box: LoadBox,
  mishap: Mishap,
): Promise<Outcome> {
  const { clock, timers, random } = environment;
  const { tsp, card, channel } = box;

  /** Makes a call and measures each try; a refusal that a retry cannot change ends the payment. */
  async function ask<T>(
    name: string,
    call: () => Promise<Result<T, TspError>>,
    boundMs = CALL_MS,
  ): Promise<T> {
    const answer = await retrying({ clock, timers }, boundMs, neverAborted, async () => {
      const sentAt = performance.now();
      const answered = await call();
      measures.add(name, performance.now() - sentAt);
      if (!answered.ok) measures.count(`${name}: ${text(answered.error)}`);
      return answered;
    });
    if (answer.ok) return answer.value;
    throw new Refused(`${name}: ${text(answer.error)}`);
  }
  const ofCard = <T, E>(result: Result<T, E>): T => {
    if (result.ok) return result.value;
    throw new Refused('the card does not answer');
  };

  async function attemptFor(order: Order): Promise<Attempt> {
    const atr = card.reset();
    const purse = ofCard(await readPurse(channel));
    const key = uuid(random);
    const askedAt = performance.now();
    const attempt = await ask(
      'attempt',
      () =>
        tsp.startAttempt(key, order.orderId, {
          card: cardFacts(purse, atr),
          balanceFen: purse.balanceFen,
          readerId: 'load',
        }),
      PSAM_WAIT_MS,
    );
    measures.add('PSAM wait', performance.now() - askedAt);
    return attempt;
  }

  /** Debits the card; answers the report, or `null` when the answer was lost. */
  async function debit(attempt: Attempt, amountFen: number): Promise<DebitReport | null> {
    const { attemptId, terminalNo, keyIndex } = attempt;
    const leasedAt = performance.now();
    const parameters = { keyIndex, amountFen, terminalNo };
    const init = ofCard(await exchange(channel, initForPurchase, parameters));
    const body = initBodyOf(init);
    const mac1 = await ask('authorise', () => tsp.authorise(attemptId, body));
    measures.add('PSAM leased', performance.now() - leasedAt);
    box.doubt = { attemptId, cardSequence: init.sequence };
    if (mishap === 'torn-before-debit') card.cutNext({ at: 'before-write', command: DEBIT });
    if (mishap === 'torn-after-debit') card.cutNext({ at: 'after-write', command: DEBIT });
    await takesTime?.('debiting');
    const outcome = await debitPurse(channel, mac1);
    if (outcome.kind !== 'debited' || mishap === 'report-lost') return null;
    const { tac, mac2 } = outcome.answer;
    return { statusWord: '9000', tac: toHex(tac), mac2: toHex(mac2) };
  }

  async function opened(order: Order): Promise<void> {
    const end = clock.now() + OPENING_MS;
    for (let seen = order; seen.state !== 'COMPLETED'; ) {
      if (clock.now() >= end) throw new Refused(`still ${seen.state}`);
      await pause(timers, POLL_MS, neverAborted);
      seen = await ask('order', () => tsp.order(order.orderId));
    }
    await ask('receipt', () => tsp.receipt(order.orderId));
  }

  try {
    const quoteKey = uuid(random);
    const quote = await ask('quote', () => tsp.quote(quoteKey, { serviceId, months }));
    if (mishap === 'looked') return 'abandoned';
    const orderKey = uuid(random);
    const order = await ask('confirm', () => tsp.confirm(orderKey, quote));
    if (mishap === 'put-off') return 'abandoned';
    await takesTime?.('putting the card in');
    const attempt = await attemptFor(order);
    if (mishap === 'abandoned') return 'abandoned';
    const report = await debit(attempt, quote.amountFen);
    if (report === null) return 'in-doubt';
    const paid = await ask('report', () => tsp.report(attempt.attemptId, report));
    delete box.doubt;
    measures.add('until paid', performance.now() - startedAt);
    onPaid?.();
    await opened(paid);
    measures.add('until open', performance.now() - startedAt);
    return 'paid';
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    measures.count(`ended by ${cause.message}`);
    return box.doubt ? 'in-doubt' : 'refused';
  }
}
