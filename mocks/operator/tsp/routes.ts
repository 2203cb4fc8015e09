/** The handler of every operation of docs/api/tsp.yaml. */
import { abandon } from './attempts/abandon.ts';
import { startAttempt } from './attempts/attempts.ts';
import { authorise } from './attempts/authorise.ts';
import { proveCard } from './attempts/cardProofs.ts';
import { report } from './attempts/report.ts';
import { resolveAttempt } from './attempts/resolveAttempt.ts';
import type { Handler } from './door/call.ts';
import { tellIncidents } from './incidents.ts';
import { getService, getSubscriber, listServices } from './orders/catalogueCalls.ts';
import { confirmOrder } from './orders/confirm.ts';
import { listOrders } from './orders/orderLists.ts';
import { cancelOrder, getOrder, getReceipt } from './orders/orders.ts';
import { createQuote } from './orders/quotes.ts';
import { cancelRenewal } from './orders/renewals.ts';
import { telemetry } from './telemetry.ts';

interface Route {
  readonly handler: Handler;
  /** Takes an Idempotency-Key: it runs once per key. */
  readonly once: boolean;
  /** Refused to a portal older than `minPortal`. A running payment can always finish. */
  readonly needsCurrentPortal: boolean;
  /** Allowed also for a blocked box, which must be able to finish what it began. */
  readonly whileBlocked: boolean;
}

type Rules = Partial<Omit<Route, 'handler'>>;
const route =
  (rules: Rules) =>
  (handler: Handler): Route => ({
    handler,
    once: false,
    needsCurrentPortal: true,
    whileBlocked: false,
    ...rules,
  });

const fresh = route({});
const onceFresh = route({ once: true });
const once = route({ once: true, needsCurrentPortal: false });
const finishing = route({ needsCurrentPortal: false, whileBlocked: true });
const onceFinishing = route({ once: true, needsCurrentPortal: false, whileBlocked: true });

/** All operations but `openSession`, which has no session yet. */
export const ROUTES: Readonly<Record<string, Route>> = {
  getSubscriber: fresh(getSubscriber),
  listServices: fresh(listServices),
  getService: fresh(getService),
  cancelRenewal: once(cancelRenewal),
  createQuote: onceFresh(createQuote),
  confirmOrder: onceFresh(confirmOrder),
  listOrders: finishing(listOrders),
  getOrder: finishing(getOrder),
  getReceipt: finishing(getReceipt),
  cancelOrder: onceFinishing(cancelOrder),
  startAttempt: once(startAttempt),
  authorise: once(authorise),
  report: onceFinishing(report),
  abandon: onceFinishing(abandon),
  resolve: onceFinishing(resolveAttempt),
  proveCard: once(proveCard),
  telemetry: finishing(telemetry),
  tellIncidents: finishing(tellIncidents),
};
