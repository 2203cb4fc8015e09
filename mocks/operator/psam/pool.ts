/**
 * The PSAM card pool (PSAM 卡池) and its exclusive leases: one PSAM, one attempt. Leases live in memory. A restart of the
 * platform drops them all, which does no harm: every MAC1 that was given out has its own TTC already.
 */
import type { Instant } from '../../../src/shared/time.ts';
import { type MachineClock, steadyMs } from '../../environment/environment.ts';
import type { Hsm } from '../hsm/hsm.ts';
import {
  type CardKind,
  endGrant,
  grantLease,
  isFree,
  isLeased,
  isOverdue,
  LEASE_MS,
  type Lease,
  type Member,
  type PooledPsam,
} from './lease.ts';
import { type OutReason, PsamDead } from './psamFault.ts';
import { lockPsam, type PurchaseInput, readTerminalNo } from './samTerminal.ts';
import { behindMs, createUnfinishedLeases } from './unfinishedLeases.ts';
import { createWaitingLine } from './waitingLine.ts';

export interface LeaseRequest extends CardKind {
  readonly attemptId: string;
  /** A box has one lease and one place in the line at a time: those of its newest attempt. */
  readonly box?: string;
  /** Terminal numbers that failed this attempt already. */
  readonly avoid?: readonly string[];
  /** The version of the card's key, once it is known: a PSAM without it is never chosen. */
  readonly keyVersion?: string;
}

export type LeaseOutcome =
  | { readonly ok: true; readonly lease: Lease }
  | {
      readonly ok: false;
      readonly error: /** No PSAM for such cards, busy or not. */
        | { readonly kind: 'none-for-card' }
        /** All in use or out of service: ask again. `position` counts from 1. */
        | { readonly kind: 'busy'; readonly position: number }
        /** Like busy, and the line has reached its longest. */
        | { readonly kind: 'full' };
    };

export interface PsamStatus extends CardKind {
  readonly terminalNo: string;
  readonly keyVersions: readonly string[];
  readonly out: OutReason | null;
  readonly drained: boolean;
  readonly frozen: boolean;
  readonly leasedTo: string | null;
  readonly leaseUntil: Instant | null;
  readonly lastUsedAt: Instant | null;
}

/** What people have forbidden a PSAM. */
export interface PsamRestriction {
  readonly drained: boolean;
  readonly frozen: boolean;
}

export interface Pool {
  /** Whether this operator has PSAMs for such cards at all. */
  accepts(kind: CardKind): boolean;
  /**
   * Gives a lease at once or not at all. Asking again returns the same lease, or keeps the place in the line. When none
   * is free, one may be taken from a box that has not used it for some seconds.
   */
  lease(request: LeaseRequest): LeaseOutcome;
  /** The live lease of this attempt. */
  find(attemptId: string): Lease | undefined;
  /** Ends the attempt's lease and gives up its place in the line. */
  leave(attemptId: string): void;
  /** Takes a PSAM out of the pool, leased or not; `putBack` returns it, as if its contacts were cleaned. */
  takeOut(terminalNo: string): void;
  putBack(terminalNo: string): void;
  /** Makes the PSAM answer nothing from now on. The pool notices at the next payment. */
  kill(terminalNo: string): void;
  /** Sends wrong MAC2s until the PSAM answers 9303. The pool notices at the next payment. */
  lock(terminalNo: string): void;
  status(): readonly PsamStatus[];
  /**
   * Allows no new lease while `drained` or `frozen` is set; `frozen` ends its lease too, for good. Returns whether there
   * is such a PSAM.
   */
  restrict(terminalNo: string, restriction: PsamRestriction): boolean;
  /** How many attempts are in the line. */
  waiting(): number;
}

interface PoolParts {
  readonly psams: readonly PooledPsam[];
  readonly hsm: Hsm;
  readonly clock: MachineClock;
  readonly leaseMs?: number;
  readonly longestLine?: number;
  /** How often a waiting box is told to ask again. */
  readonly askAgainMs?: number;
}

const SOME_PURCHASE: PurchaseInput = {
  random: '00000000',
  cardSequence: 0,
  amountFen: 0,
  date: '20000101',
  time: '000000',
  keyVersion: '01',
  algorithmId: '00',
  factor: '0000000000000000',
};

/** One that does not answer is out from the start, and must not keep the others from working; its number is known. */
function firstAnswer({ psam }: PooledPsam): Pick<Member, 'terminalNo' | 'out'> {
  try {
    psam.reset();
    return { terminalNo: readTerminalNo(psam), out: null };
  } catch (cause) {
    if (!(cause instanceof PsamDead)) throw cause;
    return { terminalNo: psam.state.terminalNo, out: 'dead' };
  }
}

/** @throws Error when two PSAMs have the same terminal number, or one answers and has none. */
export function createPool(parts: PoolParts): Pool {
  const { psams, hsm, clock, leaseMs = LEASE_MS, longestLine, askAgainMs } = parts;
  const members = psams.map((pooled): Member => {
    return {
      ...pooled,
      ...firstAnswer(pooled),
      keyVersions: Object.keys(pooled.psam.state.purchaseKeys),
      drained: false,
      frozen: false,
      dead: false,
      working: false,
      grant: null,
      leasedAt: 0,
    };
  });
  if (new Set(members.map(({ terminalNo }) => terminalNo)).size < members.length) {
    throw new Error('two PSAMs with one terminal number');
  }
  const line = createWaitingLine<Member>(longestLine, askAgainMs);
  const unfinished = createUnfinishedLeases(clock);

  const findMember = (terminalNo: string): Member | undefined =>
    members.find((member) => member.terminalNo === terminalNo);
  const memberOf = (terminalNo: string): Member => {
    const member = findMember(terminalNo);
    if (member === undefined) throw new Error(`no PSAM ${terminalNo}`);
    return member;
  };
  const isFor = (kind: CardKind) => (member: Member) =>
    member.issuer === kind.issuer && member.applicationType === kind.applicationType;
  const leaseholder = (attemptId: string): Member | undefined =>
    members.find((member) => member.grant?.attemptId === attemptId && isLeased(member, clock));

  /** Ends leases that ran out, and every lease of this attempt or its box. */
  function endEarlier(attemptId: string, box: string | undefined): void {
    for (const member of members) {
      const { grant } = member;
      if (grant === null) continue;
      const isOwn = grant.attemptId === attemptId || (box !== undefined && grant.box === box);
      if (isOwn || !isLeased(member, clock)) endGrant(member, unfinished);
    }
  }

  /** Those that are free, longest unused first; then those that others lease and do not use, the worst of them first. */
  function available(count: number): Member[] {
    const free = members.filter((member) => isFree(member, clock));
    const overdue = members.filter((member) => isOverdue(member, clock, unfinished, count));
    const countOf = ({ grant }: Member) => unfinished.of(grant?.box);
    return [
      ...free.sort((a, b) => a.leasedAt - b.leasedAt),
      ...overdue.sort((a, b) => countOf(b) - countOf(a) || a.leasedAt - b.leasedAt),
    ];
  }

  return {
    accepts: (kind) => members.some(isFor(kind)),
    lease({ attemptId, box, issuer, applicationType, avoid = [], keyVersion }) {
      const isOfKind = isFor({ issuer, applicationType });
      const isForCard = (member: Member): boolean =>
        isOfKind(member) && (keyVersion === undefined || member.keyVersions.includes(keyVersion));
      if (!members.some(isForCard)) return { ok: false, error: { kind: 'none-for-card' } };
      const suits = (member: Member): boolean =>
        isForCard(member) && !avoid.includes(member.terminalNo);
      const own = leaseholder(attemptId);
      if (own !== undefined && suits(own)) return { ok: true, lease: own.grant!.lease };
      endEarlier(attemptId, box);
      const count = unfinished.of(box);
      const want = { attemptId, box, line: issuer + applicationType, suits };
      const place = line.ask(
        { ...want, behindMs: behindMs(count) },
        available(count),
        steadyMs(clock),
      );
      if (place.kind === 'served') {
        const terms = { attemptId, box, leaseMs };
        return { ok: true, lease: grantLease(place.member, terms, hsm, clock, unfinished) };
      }
      if (place.kind === 'full') return { ok: false, error: { kind: 'full' } };
      return { ok: false, error: { kind: 'busy', position: place.position } };
    },
    find: (attemptId) => leaseholder(attemptId)?.grant?.lease,
    leave(attemptId) {
      leaseholder(attemptId)?.grant?.lease.release();
      line.leave(attemptId);
    },
    takeOut(terminalNo) {
      memberOf(terminalNo).out ??= 'taken-out';
    },
    putBack(terminalNo) {
      Object.assign(memberOf(terminalNo), { out: null, grant: null, dead: false });
    },
    kill(terminalNo) {
      memberOf(terminalNo).dead = true;
    },
    lock(terminalNo) {
      const {
        psam,
        psam: { state },
      } = memberOf(terminalNo);
      const keyVersion = Object.keys(state.purchaseKeys)[0] ?? '01';
      lockPsam(psam, { ...SOME_PURCHASE, keyVersion });
    },
    status: () =>
      members.map((member) => ({
        terminalNo: member.terminalNo,
        issuer: member.issuer,
        applicationType: member.applicationType,
        keyVersions: member.keyVersions,
        out: member.out,
        drained: member.drained,
        frozen: member.frozen,
        leaseUntil: isLeased(member, clock) ? member.grant!.lease.until : null,
        lastUsedAt: member.leasedAt === 0 ? null : member.leasedAt,
        leasedTo: isLeased(member, clock) ? member.grant!.attemptId : null,
      })),
    restrict(terminalNo, { drained, frozen }) {
      const member = findMember(terminalNo);
      if (member) Object.assign(member, { drained, frozen });
      // A lease that was frozen does not come back with the PSAM.
      if (member?.frozen) member.grant = null;
      return member !== undefined;
    },
    waiting: () => line.length,
  };
}
