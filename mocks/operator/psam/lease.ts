/** One PSAM of the pool, and one attempt's exclusive use of it. */
import { fail, type Result } from '../../../src/shared/result.ts';
import type { Instant } from '../../../src/shared/time.ts';
import { type MachineClock, steadyMs } from '../../environment/environment.ts';
import type { Hsm } from '../hsm/hsm.ts';
import type { Psam } from './psam.ts';
import { type OutReason, PsamDead, type PsamFault } from './psamFault.ts';
import { type Mac1, mac1For, type PurchaseInput } from './samTerminal.ts';

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
  release(): void;
}

export interface Member extends PooledPsam {
  readonly terminalNo: string;
  readonly keyVersions: readonly string[];
  out: OutReason | null;
  /** No new lease; the current one ends by itself. */
  drained: boolean;
  /** No new lease until people know what happened under its terminal number. */
  frozen: boolean;
  dead: boolean;
  /** It is exchanging commands for a payment: not free, even if the lease ends meanwhile. */
  working: boolean;
  grant: { readonly attemptId: string; readonly lease: Lease } | null;
  leasedAt: Instant;
}

/** Whether an attempt has it now. A lease ends by time, by release, or when the PSAM goes out of service. */
export const isLeased = ({ grant, out }: Member, clock: MachineClock): boolean =>
  grant !== null && out === null && steadyMs(clock) < grant.lease.endsAt;

/** Whether an attempt may have it now. */
export const isFree = (member: Member, clock: MachineClock): boolean =>
  member.out === null &&
  !member.drained &&
  !member.frozen &&
  !member.working &&
  !isLeased(member, clock);

/** Gives a free PSAM to an attempt. */
export function grantLease(
  member: Member,
  attemptId: string,
  hsm: Hsm,
  clock: MachineClock,
  leaseMs: number,
): Lease {
  const { terminalNo, keyIndex, issuer, psam } = member;
  const transmit = (apdu: Uint8Array) => {
    if (member.dead) throw new PsamDead(terminalNo);
    return psam.transmit(apdu);
  };
  const lease: Lease = {
    terminalNo,
    keyIndex,
    until: clock.now() + leaseMs,
    endsAt: steadyMs(clock) + leaseMs,
    async purchase(input) {
      if (member.out !== null) return fail({ kind: 'out-of-service', reason: member.out });
      if (member.grant?.lease !== lease || !isLeased(member, clock) || member.working) {
        return fail({ kind: 'lease-over' });
      }
      member.working = true;
      try {
        const mac1 = await mac1For({ transmit }, hsm, issuer, input);
        if (!mac1.ok && mac1.error.kind === 'out-of-service') member.out ??= mac1.error.reason;
        return mac1;
      } finally {
        member.working = false;
      }
    },
    release() {
      if (member.grant?.lease === lease) member.grant = null;
    },
  };
  member.grant = { attemptId, lease };
  member.leasedAt = clock.now();
  return lease;
}
