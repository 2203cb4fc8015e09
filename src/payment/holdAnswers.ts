/** The TSP as the payment sees it: every answer is held against what the portal knows before anything is done with it. */
import { serialTail } from '../purse/readPurse.ts';
import { fail, type Result } from '../shared/result.ts';
import { isListedCode } from '../tsp/problemCodes.ts';
import { unintelligible } from '../tsp/readAnswer.ts';
import type { Tsp } from '../tsp/tspClient.ts';
import type { TspError } from '../tsp/tspError.ts';
import type { Order } from '../tsp/tspTypes.ts';
import {
  attemptMisfit,
  confirmedMisfit,
  MISFITS,
  type MisfitName,
  orderMisfit,
  quoteMisfit,
  receiptMisfit,
  refusalMisfit,
  resolutionMisfit,
} from './answerFits.ts';
import type { Journal } from './journal.ts';
import { createKnown } from './known.ts';

type Answer<T> = Result<T, TspError>;

/**
 * From the first authorisation on money may be on its way: a code that the contract does not list says nothing about it,
 * whatever it claims.
 */
const listed = <T>(answer: Answer<T>): Answer<T> =>
  !answer.ok && answer.error.kind === 'problem' && !isListedCode(answer.error.problem.code)
    ? fail({ kind: 'problem', problem: { ...answer.error.problem, money: 'unknown' } })
    : answer;

/** `onMisfit` gets the name of what does not fit. The journal tells what earlier pages knew. */
export function holdAnswers<T extends { readonly tsp: Tsp; readonly journal: Journal }>(
  parts: T,
  onMisfit: (name: string) => void,
): T {
  const { tsp, journal } = parts;
  const known = createKnown();

  const held = <V>(answer: Answer<V>, misfit: MisfitName | null): Answer<V> => {
    if (misfit === null) return answer;
    onMisfit(misfit);
    return unintelligible(200, misfit, MISFITS[misfit]);
  };

  function fits<V>(
    answer: Answer<V>,
    check: (value: V) => MisfitName | null,
    learn: (value: V) => void = () => {},
  ): Answer<V> {
    if (!answer.ok) return answer;
    const checked = held(answer, check(answer.value));
    if (checked.ok) learn(checked.value);
    return checked;
  }

  /** A refusal of an attempt, for the card in the slot. */
  function refused<V>(
    answer: Answer<V>,
    orderId: string | undefined,
    cardTail: string | undefined,
    readFen: number,
  ): Answer<V> {
    if (answer.ok || answer.error.kind !== 'problem') return answer;
    const { problem } = answer.error;
    const misfit = refusalMisfit(problem, known, orderId, cardTail, readFen);
    if (misfit === null && problem.attempt) known.told(problem.attempt);
    return held(answer, misfit);
  }

  const orderFits = (answer: Answer<Order>, orderId: string | undefined): Answer<Order> =>
    fits(
      listed(answer),
      (order) => orderMisfit(order, known.order(order.orderId), orderId),
      known.answered,
    );
  const ofAttempt = (attemptId: string) => known.attempt(attemptId).orderId;

  /** One order that does not fit is as one that cannot be read; the others stand. */
  const page = (answer: Awaited<ReturnType<Tsp['orders']>>): typeof answer => {
    if (!answer.ok) return answer;
    const unread = (answer.value.unread ?? []).slice();
    const items = answer.value.items.filter((order) => {
      const misfit = orderMisfit(order, known.order(order.orderId), undefined);
      if (misfit === null) known.answered(order);
      else {
        onMisfit(misfit);
        unread.push({ orderId: order.orderId, ref: order.ref });
      }
      return misfit === null;
    });
    return { ok: true, value: { ...answer.value, items, unread } };
  };

  const asked: Tsp = {
    ...tsp,
    openOrders: async (signal) => page(await tsp.openOrders(signal)),
    orders: async (month, cursor) => page(await tsp.orders(month, cursor)),
    order: async (orderId, signal) => orderFits(await tsp.order(orderId, signal), orderId),
    cancel: async (key, orderId) => orderFits(await tsp.cancel(key, orderId), orderId),
    quote: async (key, item, signal) =>
      fits(await tsp.quote(key, item, signal), (quote) => quoteMisfit(quote, item)),
    confirm: async (key, quote, signal) =>
      fits(
        await tsp.confirm(key, quote, signal),
        (order) =>
          confirmedMisfit(order, quote) ??
          orderMisfit(order, known.order(order.orderId), undefined),
        ({ orderId }) => known.confirmed(orderId, quote),
      ),
    startAttempt: async (key, orderId, body, signal) =>
      fits(
        refused(
          await tsp.startAttempt(key, orderId, body, signal),
          orderId,
          serialTail(body.card.serial),
          body.balanceFen,
        ),
        (attempt) => attemptMisfit(attempt, known, orderId),
        (attempt) => known.started(attempt, orderId, body.card),
      ),
    async authorise(attemptId, body, signal) {
      known.initialised(attemptId, body);
      const { orderId, cardTail } = known.attempt(attemptId);
      const answer = listed(await tsp.authorise(attemptId, body, signal));
      return fits(
        refused(answer, orderId, cardTail, body.balanceFen),
        () => null,
        (authorisation) => known.authorised(attemptId, authorisation),
      );
    },
    report: async (attemptId, body, signal) =>
      orderFits(await tsp.report(attemptId, body, signal), ofAttempt(attemptId)),
    abandon: async (attemptId, body) =>
      orderFits(await tsp.abandon(attemptId, body), ofAttempt(attemptId)),
    resolve: async (key, attemptId, body, signal) =>
      fits(
        listed(await tsp.resolve(key, attemptId, body, signal)),
        (resolution) =>
          orderMisfit(
            resolution.order,
            known.order(resolution.order.orderId),
            ofAttempt(attemptId),
          ) ?? resolutionMisfit(resolution, attemptId),
        ({ order }) => known.answered(order),
      ),
    receipt: async (orderId, signal) =>
      fits(await tsp.receipt(orderId, signal), (receipt) => {
        const order = known.order(orderId);
        return receiptMisfit(receipt, orderId, order, known.attempt(order.attemptId));
      }),
  };

  return {
    ...parts,
    tsp: asked,
    journal: {
      remove: (attemptId) => journal.remove(attemptId),
      put(entry) {
        known.journalled(entry);
        return journal.put(entry);
      },
      async all() {
        const entries = await journal.all();
        entries.forEach(known.journalled);
        return entries;
      },
    },
  };
}
