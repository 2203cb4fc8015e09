/** The handlers of every operation except signing in and out, for one person. */
import type { Call, Handlers } from '../../contract/contractServer.ts';
import type { operations } from '../../contract/opsApi.generated.ts';
import type { Person } from '../tsp/controls/desk.ts';
import { findAudit } from './auditSearch.ts';
import { getBatch, getBatches } from './batches.ts';
import { getCase, getCases, takeCaseStep } from './caseViews.ts';
import { getDay, getDays, settleDay } from './days.ts';
import { getBox, getPool, getSwitches, setBox, setPsam, setSwitch } from './deskViews.ts';
import { getDifferences } from './differences.ts';
import { getDoubts } from './doubts.ts';
import { exportList } from './exportList.ts';
import { findOrders } from './findOrders.ts';
import type { OperationId, OpsHandler, OpsParts, OpsProblem } from './opsTypes.ts';
import { getOrderHistory } from './orderHistory.ts';
import { getToday } from './todayView.ts';
import { verifyChains } from './verifyChains.ts';

type Inside = Exclude<OperationId, 'signIn' | 'signOut'>;

const HANDLERS: { readonly [Id in Inside]: OpsHandler<Id> } = {
  getToday,
  findOrders,
  getOrderHistory,
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
