/** What the console's interface needs, and the types of its handlers. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { Answer, Call } from '../../../contract/contractServer.ts';
import type { components, operations } from '../../../contract/opsApi.generated.ts';
import type { Environment } from '../../../environment/environment.ts';
import type { Store } from '../../../store/store.ts';
import type { DayEnd } from '../../tsp/books/rows.ts';
import type { Desk, Person, Role } from '../../tsp/controls/desk.ts';
import type { Households } from '../../tsp/controls/households.ts';

export type Schemas = components['schemas'];
export type OperationId = keyof operations;
export type OpsProblem = Schemas['Problem'];
export type OpsAnswer<Id extends OperationId> = Promise<Answer<operations[Id], OpsProblem>>;
export type OpsHandler<Id extends OperationId> = (
  parts: OpsParts,
  call: Call<operations[Id]>,
  person: Person,
) => OpsAnswer<Id>;

/** Someone who may sign in. The host makes the hash; this code only passes it to `Passwords`. */
export interface Account {
  readonly user: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
}

export interface Passwords {
  /** Also false for a hash that it cannot read. Takes the same time for every password. */
  verify(password: string, hash: string): Promise<boolean>;
  hash(password: string): Promise<string>;
}

export interface PartyHealth {
  readonly state: Schemas['Health']['state'];
  readonly lastAnswerAt?: Instant;
  readonly medianMs?: number;
}

/** The part of the platform that people may use. It is read again for each call, because a restart may replace it. */
export interface OpsTsp {
  readonly desk: Desk;
  readonly households: Households;
  businessDate(): string;
  /** Resolves when the incidents noted so far are in the store, or cannot be. */
  incidentsWritten(): Promise<void>;
  health(): {
    readonly boss: PartyHealth;
    readonly ppp: PartyHealth;
    readonly hsm: PartyHealth;
  };
}

/** `problem`: what stopped the round, in words that people can act on. */
export type Settle = (date: string) => Promise<{ readonly problem?: string }>;

export interface OpsSetup {
  readonly environment: Environment;
  /** The whole store; the platform's rows are in its room `tsp`. */
  readonly store: Store;
  readonly tsp: OpsTsp;
  /** Runs one round of a day's settlement; a rejection is a problem too. */
  readonly settle: Settle;
  readonly accounts: readonly Account[];
  readonly passwords: Passwords;
  /** `HHMMSS` in China: when the business day ends. */
  readonly cutOff?: string;
}

/** The ends of attempts of the current business day. */
export interface DayFold {
  /** One end for each attempt, unsorted. */
  read(): Promise<{ readonly date: string; readonly ends: readonly DayEnd[] }>;
}

export interface Stopped {
  readonly at: Instant;
  readonly problem: string;
}

/** Rounds of settlement that run in the background. */
export interface Settling {
  /** Begins a round unless a round of this day runs already. Resolves once it is noted, not once it is done. */
  begin(date: string, who: string): Promise<void>;
  isRunning(date: string): boolean;
  /** What stopped the last round begun here, and when; the day's own row may know more. */
  problem(date: string): Stopped | undefined;
}

/** Writes who looked at which person. */
export interface Looks {
  /** Notes a look; again and again within minutes it is one look. */
  note(who: string, subscriberId: string): Promise<void>;
}

export interface OpsParts extends Required<OpsSetup> {
  /** The platform's room. */
  readonly room: Store;
  readonly dayFold: DayFold;
  readonly settling: Settling;
  readonly looks: Looks;
}
