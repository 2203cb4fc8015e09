/** The handlers of every operation except signing in and out, for one person. */
import type { Call, Handlers } from '../../contract/contractServer.ts';
import type { operations } from '../../contract/opsApi.generated.ts';
import type { Person } from '../tsp/controls/desk.ts';
import { findAudit } from './audit/auditSearch.ts';
import { verifyChains } from './audit/verifyChains.ts';
import type { OperationId, OpsHandler, OpsParts, OpsProblem } from './base/opsTypes.ts';
import { find } from './caller/find.ts';
import { getSubscriber } from './caller/subscriberPage.ts';
import { getCase, getCases, takeCaseStep } from './cases/caseViews.ts';
import { getDoubts } from './cases/doubts.ts';
import { getBatch, getBatches } from './day/batches.ts';
import { getDay, getDays, settleDay } from './day/days.ts';
import { getDifferences } from './day/differences.ts';
import { getToday } from './day/todayView.ts';
import { getBox, getBoxes, getPool, getSwitches, setBox, setPsam, setSwitch } from './deskViews.ts';
import { exportList } from './export/exportList.ts';
import { getFigures } from './figures/dayFigures.ts';
import { findOrders } from './orders/findOrders.ts';
import { getIncidents } from './orders/incidents.ts';
import { getOrderHistory } from './orders/orderHistory.ts';

type Inside = Exclude<OperationId, 'signIn' | 'signOut'>;

const HANDLERS: { readonly [Id in Inside]: OpsHandler<Id> } = {
  getToday,
  find,
  getSubscriber,
  getFigures,
  findOrders,
  getOrderHistory,
  getIncidents,
  getDoubts,
  getDays,
  getDay,
  settleDay,
  getDifferences,
  getBatches,
  getBatch,
  getCases,
  getCase,
  takeCaseStep,
  findAudit,
  verifyChains,
  getPool,
  setPsam,
  getSwitches,
  setSwitch,
  getBox,
  getBoxes,
  setBox,
  exportList,
};

export function handlersFor(
  parts: OpsParts,
  person: Person,
): Omit<Handlers<operations, OpsProblem>, 'signIn' | 'signOut'> {
  const bound = Object.entries(HANDLERS).map(([id, handle]) => [
    id,
    (call: Call<never>) => (handle as OpsHandler<never>)(parts, call, person),
  ]);
  return Object.fromEntries(bound);
}
