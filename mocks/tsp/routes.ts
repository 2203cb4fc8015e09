/** Which rule answers which operation of docs/api/tsp.yaml. */
import { abandon } from './abandon.ts';
import { startAttempt } from './attempts.ts';
import { authorise } from './authorise.ts';
import type { Handler } from './call.ts';
import { getService, getSubscriber, listServices } from './catalogueCalls.ts';
import { confirmOrder } from './confirm.ts';
import { listOrders } from './orderLists.ts';
import { cancelOrder, getOrder, getReceipt } from './orders.ts';
import { createQuote } from './quotes.ts';
import { cancelRenewal } from './renewals.ts';
import { report } from './report.ts';
import { resolveAttempt } from './resolveAttempt.ts';
import { telemetry } from './telemetry.ts';

export interface Route {
  readonly handler: Handler;
  /** Takes an Idempotency-Key and answers once. */
  readonly once: boolean;
  /** Refused to a portal older than the oldest allowed; a running payment can always finish. */
  readonly needsCurrentPortal: boolean;
}

const fresh = (handler: Handler): Route => ({ handler, once: false, needsCurrentPortal: true });
const always = (handler: Handler): Route => ({ handler, once: false, needsCurrentPortal: false });
const onceFresh = (handler: Handler): Route => ({ handler, once: true, needsCurrentPortal: true });
const once = (handler: Handler): Route => ({ handler, once: true, needsCurrentPortal: false });

/** All but `openSession`, which comes before there is a session. */
export const ROUTES: Readonly<Record<string, Route>> = {
  getSubscriber: fresh(getSubscriber),
  listServices: fresh(listServices),
  getService: fresh(getService),
  cancelRenewal: once(cancelRenewal),
  createQuote: onceFresh(createQuote),
  confirmOrder: onceFresh(confirmOrder),
  listOrders: always(listOrders),
  getOrder: always(getOrder),
  getReceipt: always(getReceipt),
  cancelOrder: once(cancelOrder),
  startAttempt: once(startAttempt),
  authorise: once(authorise),
  report: once(report),
  abandon: once(abandon),
  resolve: once(resolveAttempt),
  telemetry: always(telemetry),
};
