/** What the console's interface needs, and the types of its handlers. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { Answer, Call } from '../../../contract/contractServer.ts';
import type { components, operations } from '../../../contract/opsApi.generated.ts';
import type { Environment } from '../../../environment/environment.ts';
import type { Store } from '../../../store/store.ts';
import type { MeasuredCall } from '../../tsp/base/ports.ts';
import type { DayEnd } from '../../tsp/books/rows.ts';
import type { Desk, Person, Role } from '../../tsp/controls/desk.ts';
import type { Households } from '../../tsp/controls/households.ts';
import type { EndCounts, StageCounts } from './dayCounts.ts';

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
  /** What answers to boxes took; without it there are no such figures. */
  readonly calls?: CallBook;
  /** Without it nothing is said of the disk. */
  readonly disk?: () => Promise<DiskRoom>;
  /** All rows are a demonstration, and every page says so. */
  readonly demonstration?: boolean;
}

/** What the answers of one stretch of time took, and which were refusals. */
export interface CallCounts {
  /** By operation of docs/api/tsp.yaml, then by range of `figures/histogram.ts`. */
  readonly took: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By `<operation> <problem>`. */
  readonly refused: Readonly<Record<string, number>>;
}

export interface CallBook {
  note(call: MeasuredCall): void;
  /** The counts of one business day so far. */
  read(date: string): Promise<CallCounts>;
  /** Writes what is only in memory. */
  flush(): Promise<void>;
}

/** The current business day as far as it has come. */
export interface RunningDay {
  readonly date: string;
  /** One end for each attempt, unsorted. */
  readonly ends: readonly DayEnd[];
  readonly counts: EndCounts;
}

/** The counters of business days, kept in memory and followed from the audit chain. */
export interface DayFold {
  read(): Promise<RunningDay>;
  /** How attempts ended on a day that is over. */
  endsOf(date: string): Promise<EndCounts>;
  /** How far the orders of a day, also of the one that runs, have come by now. */
  stagesOf(date: string): Promise<StageCounts>;
}

/** Room on the disk of the state, in bytes. */
export interface DiskRoom {
  readonly freeBytes: number;
  readonly totalBytes: number;
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

export interface OpsParts extends OpsSetup {
  readonly cutOff: string;
  /** The platform's room. */
  readonly room: Store;
  readonly dayFold: DayFold;
  /** Names of services by id, as far as any order has them. */
  readonly serviceTitles: (
    serviceIds: readonly string[],
  ) => Promise<ReadonlyMap<string, Schemas['ServiceFigure']['title']>>;
  readonly settling: Settling;
  readonly looks: Looks;
}
