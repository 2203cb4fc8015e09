/** What people at the operator may do to the platform. Who may do which is decided before; that two must agree, here. */
import type { Result } from '../../../../src/shared/result.ts';
import type { components } from '../../../contract/opsApi.generated.ts';
import type { CaseRow } from '../books/cases.ts';
import type { BoxRow, SwitchName, SwitchRow } from '../books/store/controlStore.ts';

type Schemas = components['schemas'];
export type CaseStep = Schemas['CaseStep'];
export type CaseStepName = Schemas['CaseStepName'];
export type Decision = Schemas['Decision'];
export type DecisionPreview = Schemas['DecisionPreview'];
export type DeskProblem = Schemas['Problem']['code'];
export type PsamView = Schemas['PsamView'];
export type Role = Schemas['Role'];

/** Someone who has signed in. */
export interface Person {
  readonly user: string;
  readonly role: Role;
}

/** Nothing was changed. */
export interface DeskRefusal {
  readonly code: DeskProblem;
  readonly detail: string;
}

type Done<T> = Promise<Result<T, DeskRefusal>>;

/** Every change is one commit with its audit event, `who` being the person's user. */
export interface Desk {
  findCase(caseNo: string): Promise<CaseRow | undefined>;
  /** What may be proposed for it as order, attempt and books stand. */
  decisionsFor(caseNo: string): Promise<readonly Decision[]>;
  /** What happens if a second person approves now: of every decision that may be proposed, or of the one that is. */
  previewsFor(caseNo: string): Promise<readonly DecisionPreview[]>;
  /** Steps the person may take now: the table of states, and never approving one's own proposal. */
  stepsFor(person: Person, caseNo: string): Promise<readonly CaseStepName[]>;
  takeStep(person: Person, caseNo: string, step: CaseStep): Done<CaseRow>;
  switches(): Promise<readonly SwitchRow[]>;
  setSwitch(person: Person, name: SwitchName, on: boolean, reason: string): Done<SwitchRow>;
  pool(): Promise<{ readonly psams: readonly PsamView[]; readonly waiting: number }>;
  /** Drained: no new lease; a lease that runs ends by itself. Kept over restarts. */
  drainPsam(person: Person, terminalNo: string, drained: boolean, reason: string): Done<PsamView>;
  box(stbId: string): Promise<BoxRow>;
  setBox(person: Person, stbId: string, blocked: boolean, reason: string): Done<BoxRow>;
}
