/** One PSAM of the pool, and one attempt's exclusive use of it. */
import { fail, type Result } from '../../../src/shared/result.ts';
import type { Instant } from '../../../src/shared/time.ts';
import { type MachineClock, steadyMs } from '../../environment/environment.ts';
import type { Hsm } from '../hsm/hsm.ts';
import type { Psam } from './psam.ts';
import { type OutReason, PsamDead, type PsamFault } from './psamFault.ts';
import { type Mac1, mac1For, type PurchaseInput } from './samTerminal.ts';
import { type UnfinishedLeases, untouchedMs } from './unfinishedLeases.ts';

/**
 * How long a PSAM waits for one card's INIT answer. Longer than the box needs to get it from the card and send it here
 * (`authoriseMs` in `src/payment/limits.ts` and two commands). The lease ends with MAC1; `reportMs` limits what
 * follows.
 */
export const LEASE_MS = 30_000;

/** The cards that a PSAM is for. Hex. */
export interface CardKind {
  readonly issuer: string;
  readonly applicationType: string;
}

export interface PooledPsam extends CardKind {
  readonly psam: Psam;
  /** The key the card has to use with it. */
  readonly keyIndex: number;
}

export interface Lease {
  /** 12 hex digits: goes into the card's INIT. */
  readonly terminalNo: string;
  readonly keyIndex: number;
  /** By the wall clock, to show; `endsAt`, by the steady one, decides. */
  readonly until: Instant;
  readonly endsAt: number;
  /** Makes MAC1 for one INIT of the card, one at a time; each has its own TTC. Rejects for bugs only. */
  purchase(input: PurchaseInput): Promise<Result<Mac1, PsamFault>>;
  /** The card's INIT answer is here: the lease is not given to others that wait while BOSS is asked. */
  answered(): void;
  release(): void;
}

export interface Member extends PooledPsam {
  readonly terminalNo: string;
  readonly keyVersions: readonly string[];
  out: OutReason | null;
  /** No new lease; the current one ends by itself. */
  drained: boolean;
  /** No lease and no MAC1 until people know what happened under its terminal number. */
  frozen: boolean;
  dead: boolean;
  /** It is exchanging commands for a payment: not free, even if the lease ends meanwhile. */
  working: boolean;
  grant: Grant | null;
  leasedAt: Instant;
}

interface Grant {
  readonly attemptId: string;
  readonly box: string | undefined;
  readonly lease: Lease;
  /** By the steady clock. */
  readonly startedAt: number;
  /** The card's INIT answer has come. */
  answered: boolean;
}

/** Whether an attempt has it now. A lease ends by time, by release, when the PSAM goes out of service or is frozen. */
export const isLeased = ({ grant, out, frozen }: Member, clock: MachineClock): boolean =>
  grant !== null && out === null && !frozen && steadyMs(clock) < grant.lease.endsAt;

/** Whether an attempt may have it now. */
export const isFree = (member: Member, clock: MachineClock): boolean =>
  member.out === null &&
  !member.drained &&
  !member.frozen &&
  !member.working &&
  !isLeased(member, clock);

/** Ends what was granted of the PSAM; a lease that was never used counts for its box. */
export function endGrant(member: Member, unfinished: UnfinishedLeases): void {
  const { grant } = member;
  member.grant = null;
  if (grant?.box !== undefined && !grant.answered) unfinished.add(grant.box);
}

/**
 * Whether it may be taken from the box that leases it and has not used it for a while, for one that is no worse:
 * `unfinished` of the box that asks.
 */
export function isOverdue(
  member: Member,
  clock: MachineClock,
  leases: UnfinishedLeases,
  unfinished: number,
): boolean {
  const { grant, working } = member;
  if (!isLeased(member, clock) || working || grant?.box === undefined || grant.answered)
    return false;
  const own = leases.of(grant.box);
  return own >= unfinished && steadyMs(clock) >= grant.startedAt + untouchedMs(own);
}

interface LeaseTerms {
  readonly attemptId: string;
  readonly box: string | undefined;
  readonly leaseMs: number;
}

/** Gives a PSAM that is free, or overdue, to an attempt. */
export function grantLease(
  member: Member,
  { attemptId, box, leaseMs }: LeaseTerms,
  hsm: Hsm,
  clock: MachineClock,
  unfinished: UnfinishedLeases,
): Lease {
  endGrant(member, unfinished);
  const { terminalNo, keyIndex, issuer, psam } = member;
  const transmit = (apdu: Uint8Array) => {
    if (member.dead) throw new PsamDead(terminalNo);
    return psam.transmit(apdu);
  };
  const startedAt = steadyMs(clock);
  const lease: Lease = {
    terminalNo,
    keyIndex,
    until: clock.now() + leaseMs,
    endsAt: startedAt + leaseMs,
    async purchase(input) {
      if (member.out !== null) return fail({ kind: 'out-of-service', reason: member.out });
      if (member.grant?.lease !== lease || !isLeased(member, clock) || member.working) {
        return fail({ kind: 'lease-over' });
      }
      member.working = true;
      lease.answered();
      try {
        const mac1 = await mac1For({ transmit }, hsm, issuer, input);
        if (mac1.ok && box !== undefined) unfinished.remove(box);
        if (!mac1.ok && mac1.error.kind === 'out-of-service') member.out ??= mac1.error.reason;
        // It was frozen while it worked: this MAC1 is thrown away.
        return member.frozen ? fail({ kind: 'lease-over' }) : mac1;
      } finally {
        member.working = false;
      }
    },
    answered() {
      if (member.grant?.lease === lease) member.grant.answered = true;
    },
    release() {
      if (member.grant?.lease === lease) endGrant(member, unfinished);
    },
  };
  member.grant = { attemptId, box, lease, startedAt, answered: false };
  member.leasedAt = clock.now();
  return lease;
}
