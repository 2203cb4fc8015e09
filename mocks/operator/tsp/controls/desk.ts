/** What people at the operator may do to the platform. */
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

/** A person who has signed in. */
export interface Person {
  readonly user: string;
  readonly role: Role;
}

/** Why the desk refused a request; nothing was changed. */
export interface DeskRefusal {
  readonly code: DeskProblem;
  readonly detail: string;
}

type Done<T> = Promise<Result<T, DeskRefusal>>;

/** Every change is one commit with its audit event, whose `who` is the person's user. */
export interface Desk {
  findCase(caseNo: string): Promise<CaseRow | undefined>;
  /** The decisions that may be proposed for it, as order, attempt and claim are now. */
  decisionsFor(caseNo: string): Promise<readonly Decision[]>;
  /** What an approval would do now: for every decision that may be proposed, or for the proposed one. */
  previewsFor(caseNo: string): Promise<readonly DecisionPreview[]>;
  /** Steps that the person may take now, by role and state; nobody may approve their own proposal. */
  stepsFor(person: Person, caseNo: string): Promise<readonly CaseStepName[]>;
  takeStep(person: Person, caseNo: string, step: CaseStep): Done<CaseRow>;
  switches(): Promise<readonly SwitchRow[]>;
  setSwitch(person: Person, name: SwitchName, on: boolean, reason: string): Done<SwitchRow>;
  pool(): Promise<{ readonly psams: readonly PsamView[]; readonly waiting: number }>;
  /** A drained PSAM gets no new lease; its current lease ends by itself. Kept over restarts. */
  drainPsam(person: Person, terminalNo: string, drained: boolean, reason: string): Done<PsamView>;
  /** Lets a frozen terminal number be used again. */
  thawPsam(person: Person, terminalNo: string, reason: string): Done<PsamView>;
  box(stbId: string): Promise<BoxRow>;
  /** The boxes on watch, newest cause first. */
  watchedBoxes(): Promise<readonly BoxRow[]>;
  /** Those blocked last come first. */
  blockedBoxes(): Promise<readonly BoxRow[]>;
  /** Ends the watch as well: somebody has looked. */
  setBox(person: Person, stbId: string, blocked: boolean, reason: string): Done<BoxRow>;
}
