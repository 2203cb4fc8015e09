/** What the TSP depends on. All of it is passed in here; there are no globals. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { Money, Problem } from '../../../../src/tsp/tspTypes.ts';
import type { Environment, Fetch } from '../../../environment/environment.ts';
import type { Store } from '../../../store/store.ts';
import type { Hsm } from '../../hsm/hsm.ts';
import type { Pool } from '../../psam/pool.ts';
import type { Hash } from '../../settlement/hash.ts';
import type { WorkArea } from '../../settlement/reconcile/workArea.ts';
import type { FileExchange } from '../../settlement/settlementTypes.ts';
import type { TellProgress } from '../../settlement/settleProgress.ts';
import type { SerialRanges } from './cardIdentity.ts';
import type { TspLimits } from './limits.ts';
import type { PartyClient } from './partyClient.ts';
import type { HealthOfParties } from './partyHealth.ts';
import type { RateLimits } from './rateLimit.ts';
import type { RefusedClaims, TacCheckMode } from './refusedClaims.ts';

/** The PSAM pool as the TSP uses it. Leases live in memory: a restart ends them all. */
export type PsamPool = Pick<
  Pool,
  'accepts' | 'lease' | 'find' | 'leave' | 'restrict' | 'status' | 'waiting'
>;

/** The HSM as the TSP uses it. Rejects when the HSM cannot be reached. */
export type Mac2Verifier = Pick<Hsm, 'verifyMac2'>;

/** One answer of the TSP to a box. */
export interface MeasuredCall {
  /** Of docs/api/tsp.yaml. */
  readonly operationId: string;
  /** From the request's arrival to its answer. */
  readonly tookMs: number;
  /** The problem that was answered, if any. */
  readonly problem?: string;
}

/** What a host gives to `createTsp`. */
export interface TspSetup {
  readonly environment: Environment;
  readonly store: Store;
  readonly boss: Fetch;
  readonly ppp: Fetch;
  readonly pool: PsamPool;
  readonly hsm: Mac2Verifier;
  readonly limits: TspLimits;
  readonly serialRanges: SerialRanges;
  /** At most 20 characters, for the PPP. */
  readonly merchant: string;
  /** Capital letters and digits, at most 12: the first part of a batch id. */
  readonly terminalGroup: string;
  /** Where settlement files are exchanged. Needs `hash`, `channel`, `acquirer` and `area` as well. */
  readonly exchange?: FileExchange;
  readonly hash?: Hash;
  /** The platform's name in files to BOSS, four characters. */
  readonly channel?: string;
  /** The platform's name in files to the PPP, eight characters. */
  readonly acquirer?: string;
  /** Where the PPP's files are compared with the books. */
  readonly area?: WorkArea;
  readonly progress?: TellProgress;
  /** How debits are claimed; `http` when absent. */
  readonly uploadBy?: 'http' | 'file';
  /** Whether the PPP is asked about the TAC before the service is opened; `off` when absent. */
  readonly tacCheck?: TacCheckMode;
  /** What follows from a refused claim, beside its case; `DEFAULT_REFUSED_CLAIMS` when absent. */
  readonly refusedClaims?: RefusedClaims;
  /** Is told of every answer to a request that keeps to the contract. */
  readonly measured?: (call: MeasuredCall) => void;
}

/** One thing that somebody saw with a code, as it is noted. */
export interface NotedIncident {
  readonly code: string;
  /** `platform`: refused to a box that had signed; `door`: nobody has proven who asked; `box`: told by the box. */
  readonly list: 'platform' | 'door' | 'box';
  /** Absent: now. */
  readonly at?: Instant;
  readonly stbId?: string;
  readonly subscriberId?: string;
  readonly orderId?: string;
  readonly attemptId?: string;
  readonly step?: string;
  readonly call?: string;
  readonly cause: string;
  readonly money: Money;
  readonly retry?: Problem['retry'];
  readonly field?: string;
  readonly reason?: string;
  readonly detail?: string;
  readonly readerPort?: string;
  readonly portalVersion?: string;
}

export interface Incidents {
  /** Keeps it behind the answer: nothing waits for it, and nothing fails with it. */
  note(incident: NotedIncident): void;
  /** Resolves once they are kept. Rejects when the store fails. */
  keep(incidents: readonly NotedIncident[]): Promise<void>;
  /** Resolves when all that were noted are written, or cannot be. */
  settled(): Promise<void>;
}

/** What every function of the TSP gets. */
export interface TspParts extends Omit<TspSetup, 'boss'> {
  readonly boss: PartyClient;
  /** The PPP, for questions that nobody waits for long. */
  readonly tacChecks: PartyClient;
  readonly counters: Map<string, number>;
  readonly health: HealthOfParties;
  readonly rateLimits: RateLimits;
  readonly incidents: Incidents;
  /** Handles this row of the outbox now, or all rows when there is no key. */
  wakeOutbox(key?: string): void;
  /** Has this subject (`order/<id>`, `attempt/<id>`) checked at `at`, which was set at `setAt`. */
  armDeadline(at: Instant, subject: string, setAt: Instant): void;
}

export function count(parts: Pick<TspParts, 'counters'>, name: string, by = 1): void {
  parts.counters.set(name, (parts.counters.get(name) ?? 0) + by);
}
