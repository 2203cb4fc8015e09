/**
 * The PSAM card pool (PSAM 卡池) and its exclusive leases: one PSAM, one attempt. Leases live in memory; a restart of the
 * platform drops them all, which costs nothing: every MAC1 that is out has its own number already.
 */
import type { Clock } from '../../src/shared/time.ts';
import type { Hsm } from '../hsm/hsm.ts';
import {
  type CardKind,
  grantLease,
  isHeld,
  type Lease,
  type Member,
  type PooledPsam,
} from './lease.ts';
import type { OutReason } from './psamFault.ts';
import { lockPsam, type PurchaseInput, readTerminalNo } from './samTerminal.ts';
import { createWaitingLine } from './waitingLine.ts';

export interface LeaseRequest extends CardKind {
  readonly attemptId: string;
  /** Terminal numbers that failed this attempt already. */
  readonly avoid?: readonly string[];
}

export type LeaseOutcome =
  | { readonly ok: true; readonly lease: Lease }
  | {
      readonly ok: false;
      readonly error: /** No PSAM for such cards, busy or not. */
        | { readonly kind: 'none-for-card' }
        /** All in use or out of service: ask again. `position` counts from 1. */
        | { readonly kind: 'busy'; readonly position: number };
    };

export interface PsamStatus extends CardKind {
  readonly terminalNo: string;
  readonly out: OutReason | null;
  readonly leasedTo: string | null;
}

export interface Pool {
  /** Whether this operator has PSAMs for such cards at all. */
  accepts(kind: CardKind): boolean;
  /** At once or not at all. Asking again answers the same lease, or keeps the place in the line. */
  lease(request: LeaseRequest): LeaseOutcome;
  /** The live lease of this attempt. */
  find(attemptId: string): Lease | undefined;
  /** Out of the pool, leased or not; and back, with its contacts cleaned. */
  takeOut(terminalNo: string): void;
  putBack(terminalNo: string): void;
  /** From now on it answers nothing. The pool learns it from the next payment. */
  kill(terminalNo: string): void;
  /** Wrong MAC2s until it answers 9303. The pool learns it from the next payment. */
  lock(terminalNo: string): void;
  status(): readonly PsamStatus[];
}

export interface PoolParts {
  readonly psams: readonly PooledPsam[];
  readonly hsm: Hsm;
  readonly clock: Clock;
  readonly leaseMs?: number;
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

/** @throws Error when two PSAMs have one terminal number, or one cannot be read. */
export function createPool({ psams, hsm, clock, leaseMs = 30_000 }: PoolParts): Pool {
  const members = psams.map((pooled): Member => {
    pooled.psam.reset();
    const terminalNo = readTerminalNo(pooled.psam);
    const own = { terminalNo, out: null, dead: false, working: false, held: null, leasedAt: 0 };
    return { ...pooled, ...own };
  });
  if (new Set(members.map(({ terminalNo }) => terminalNo)).size < members.length) {
    throw new Error('two PSAMs with one terminal number');
  }
  const line = createWaitingLine<Member>();

  const memberOf = (terminalNo: string): Member => {
    const member = members.find((one) => one.terminalNo === terminalNo);
    if (member === undefined) throw new Error(`no PSAM ${terminalNo}`);
    return member;
  };
  const isFor = (kind: CardKind) => (member: Member) =>
    member.issuer === kind.issuer && member.applicationType === kind.applicationType;
  const holder = (attemptId: string): Member | undefined =>
    members.find((member) => member.held?.attemptId === attemptId && isHeld(member, clock));

  return {
    accepts: (kind) => members.some(isFor(kind)),
    lease({ attemptId, issuer, applicationType, avoid = [] }) {
      const isForCard = isFor({ issuer, applicationType });
      if (!members.some(isForCard)) return { ok: false, error: { kind: 'none-for-card' } };
      const suits = (member: Member): boolean =>
        isForCard(member) && !avoid.includes(member.terminalNo);
      const own = holder(attemptId);
      if (own !== undefined && suits(own)) return { ok: true, lease: own.held!.lease };
      own?.held?.lease.release();
      const free = members
        .filter((member) => member.out === null && !member.working && !isHeld(member, clock))
        .sort((a, b) => a.leasedAt - b.leasedAt);
      const want = { attemptId, line: issuer + applicationType, suits };
      const place = line.ask(want, free, clock.now());
      return place.kind === 'served'
        ? { ok: true, lease: grantLease(place.member, attemptId, hsm, clock, leaseMs) }
        : { ok: false, error: { kind: 'busy', position: place.position } };
    },
    find: (attemptId) => holder(attemptId)?.held?.lease,
    takeOut(terminalNo) {
      memberOf(terminalNo).out ??= 'taken-out';
    },
    putBack(terminalNo) {
      Object.assign(memberOf(terminalNo), { out: null, held: null, dead: false });
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
        out: member.out,
        leasedTo: isHeld(member, clock) ? member.held!.attemptId : null,
      })),
  };
}
