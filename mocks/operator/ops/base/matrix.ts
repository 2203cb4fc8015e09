/** Who may do what, in one table. What is not in the table is forbidden. */

import type { CaseStepName, Role } from '../../tsp/controls/desk.ts';
import { STEP_ROLES } from '../../tsp/desk/stepRules.ts';
import type { OperationId, Schemas } from './opsTypes.ts';

const EVERYBODY: readonly Role[] = ['clerk', 'supervisor', 'auditor'];
const STAFF: readonly Role[] = ['clerk', 'supervisor'];
const SUPERVISOR: readonly Role[] = ['supervisor'];
/** Roles that check the work of others. */
const OVERSEERS: readonly Role[] = ['supervisor', 'auditor'];

/** `anyone`: also without signing in. */
export const MATRIX: { readonly [Id in OperationId]: readonly Role[] | 'anyone' } = {
  signIn: 'anyone',
  signOut: EVERYBODY,
  getToday: EVERYBODY,
  find: EVERYBODY,
  getSubscriber: EVERYBODY,
  getFigures: EVERYBODY,
  findOrders: EVERYBODY,
  getOrderHistory: EVERYBODY,
  getIncidents: EVERYBODY,
  getDoubts: EVERYBODY,
  getDays: EVERYBODY,
  getDay: EVERYBODY,
  settleDay: STAFF,
  getDifferences: EVERYBODY,
  getBatches: EVERYBODY,
  getBatch: EVERYBODY,
  getCases: EVERYBODY,
  getCase: EVERYBODY,
  takeCaseStep: STAFF,
  findAudit: OVERSEERS,
  verifyChains: OVERSEERS,
  getPool: EVERYBODY,
  setPsam: SUPERVISOR,
  getSwitches: EVERYBODY,
  setSwitch: SUPERVISOR,
  getBox: EVERYBODY,
  getBoxes: EVERYBODY,
  setBox: SUPERVISOR,
  exportList: EVERYBODY,
};

/** The roles of each step of `takeCaseStep`. The desk checks them too, and that the second person is not the first. */
export const CASE_STEPS: { readonly [Step in CaseStepName]: readonly Role[] } = STEP_ROLES;

export type ExportName = 'orders' | 'doubts' | 'differences' | 'batches' | 'cases' | 'audit';

/** The roles of each list of `exportList`: a list is exported only to roles that may look at it. */
export const EXPORTS: { readonly [Name in ExportName]: readonly Role[] } = {
  orders: MATRIX.findOrders as readonly Role[],
  doubts: MATRIX.getDoubts as readonly Role[],
  differences: MATRIX.getDifferences as readonly Role[],
  batches: MATRIX.getBatches as readonly Role[],
  cases: MATRIX.getCases as readonly Role[],
  audit: MATRIX.findAudit as readonly Role[],
};

export const mayCall = (role: Role, operation: OperationId): boolean =>
  MATRIX[operation] !== 'anyone' && MATRIX[operation].includes(role);

/** What the console may offer to this role. */
export const operationsFor = (role: Role): Schemas['OperatorSession']['may'] =>
  (Object.keys(MATRIX) as OperationId[]).filter((id) => mayCall(role, id));
