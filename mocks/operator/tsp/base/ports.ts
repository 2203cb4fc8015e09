/** What the TSP stands on. Everything it uses comes in here; nothing is reached for. */
import type { Instant } from '../../../../src/shared/time.ts';
import type { Environment, Fetch } from '../../../environment/environment.ts';
import type { Store } from '../../../store/store.ts';
import type { Hsm } from '../../hsm/hsm.ts';
import type { Pool } from '../../psam/pool.ts';
import type { Hash } from '../../settlement/hash.ts';
import type { WorkArea } from '../../settlement/reconcile/workArea.ts';
import type { FileExchange } from '../../settlement/settlementTypes.ts';
import type { TellProgress } from '../../settlement/settleProgress.ts';
import type { TspLimits } from './limits.ts';
import type { PartyClient } from './partyClient.ts';
import type { HealthBook } from './partyHealth.ts';
import type { Paces } from './rateLimit.ts';

/** Leases live in memory: a restart ends them all. */
export type PsamPool = Pick<
  Pool,
  'accepts' | 'lease' | 'find' | 'leave' | 'restrict' | 'status' | 'waiting'
>;

/** Rejects when the HSM cannot be reached. */
export type Mac2Verifier = Pick<Hsm, 'verifyMac2'>;

/** What a host gives to `createTsp`. */
export interface TspSetup {
  readonly environment: Environment;
  readonly store: Store;
  readonly boss: Fetch;
  readonly ppp: Fetch;
  readonly pool: PsamPool;
  readonly hsm: Mac2Verifier;
  readonly limits: TspLimits;
  /** At most 20 characters, for the PPP. */
  readonly merchant: string;
  /** Capital letters and digits, at most 12: the first part of a batch id. */
  readonly terminalGroup: string;
  /** Where files of the day's settlement change hands; with it `hash`, `channel`, `acquirer` and `area`. */
  readonly exchange?: FileExchange;
  readonly hash?: Hash;
  /** Four characters: the platform, to BOSS. */
  readonly channel?: string;
  /** Eight characters: the platform, to the PPP. */
  readonly acquirer?: string;
  /** Where the PPP's files are compared with the books. */
  readonly area?: WorkArea;
  readonly progress?: TellProgress;
  /** How debits are claimed; over the wire without it. */
  readonly uploadBy?: 'http' | 'file';
}

/** What every rule of the TSP gets. */
export interface TspParts extends Omit<TspSetup, 'boss'> {
  readonly boss: PartyClient;
  readonly counters: Map<string, number>;
  readonly health: HealthBook;
  readonly paces: Paces;
  /** Looks at this row of the outbox now; without a key at all of them. */
  wakeOutbox(key?: string): void;
  /** This subject (`order/<id>`, `attempt/<id>`) must be looked at then. */
  armDeadline(at: Instant, subject: string): void;
}

export function count(parts: TspParts, name: string, by = 1): void {
  parts.counters.set(name, (parts.counters.get(name) ?? 0) + by);
}
