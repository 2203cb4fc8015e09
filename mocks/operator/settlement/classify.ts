/**
 * Classifies a sighting: the class of the difference, or none. A pure function of what the other side said and what the
 * platform's own books say now. What is done about it is decided elsewhere.
 */
import type { Fen } from '../../../src/shared/money.ts';
import type { Instant } from '../../../src/shared/time.ts';
import type { components } from '../../contract/opsApi.generated.ts';
import { isTiming } from './dayEdge.ts';
import { GIVEN_TWICE, isGivenTwice, isSentGivenTwice } from './givenTwice.ts';
import type { BossFinding, BusinessDate, PaidRow } from './settlementTypes.ts';

type DifferenceClass = components['schemas']['DifferenceClass'];

/** One of the platform's debits, as it is now. */
export interface OwnDebit {
  readonly orderId: string;
  readonly attemptId: string;
  readonly date: BusinessDate;
  readonly amountFen: Fen;
  readonly terminalNo: string;
  readonly terminalSequence: string;
  readonly state: PaidRow['state'];
  /** Another debit pays for the order; this money goes back. */
  readonly isSurplus: boolean;
  readonly debitedAt: Instant;
  /** When the order was paid: before this debit was known, where people had called another one its payment. */
  readonly paidAt?: Instant;
  /** When BOSS said that it has opened the service or credited the money. */
  readonly servedAt?: Instant;
  readonly claim: string;
  /** The PPP's last verdict. */
  readonly verdict?: string;
  /** The case about its claim, open or closed. */
  readonly claimCaseNo?: string;
  /** The case about its order or surplus, open or closed. */
  readonly caseNo?: string;
}

/** A row of BOSS's answer as it is kept. */
export interface KeptBossFinding extends BossFinding {
  /** Only at BOSS, though the file that BOSS answers had the order, or an earlier row named it. */
  readonly isOnceMore?: boolean;
}

/** A finding from comparing the PPP's day with the platform's. */
export interface PppFinding {
  /**
   * `LISTED`: it is paid, as ours, though no verdict had accepted it or an earlier file lacked it. `SECOND`: the same debit once more.
   * `UNMATCHED`: none of our debits of this day.
   */
  readonly view: 'LISTED' | 'MISSING_AT_PPP' | 'AMOUNT_DIFF' | 'SECOND' | 'UNMATCHED';
  readonly orderId: string;
  readonly terminalNo: string;
  readonly terminalSequence: string;
  readonly tspFen: Fen | null;
  readonly pppFen: Fen | null;
}

export interface Doubt {
  readonly orderId: string;
  readonly attemptId: string;
  readonly amountFen: Fen;
  readonly terminalNo: string;
  readonly terminalSequence: string;
  readonly caseNo?: string;
}

interface OfDebit {
  /** The debit of the order or of the surplus that it is about; absent when the platform knows no such debit. */
  readonly own?: OwnDebit;
  /** The debit is of another day, and that side has it there already, or in this day. */
  readonly firstOn?: BusinessDate;
}

export type Sighting =
  | ({ from: 'boss'; finding: KeptBossFinding; doubt?: Doubt } & OfDebit)
  /** `paidOn`: the other day whose closing file pays the debit. */
  | ({ from: 'ppp'; finding: PppFinding; paidOn?: BusinessDate } & OfDebit)
  | { from: 'claims'; own: OwnDebit }
  | { from: 'doubts'; doubt: Doubt }
  /** What BOSS's total has more than ours, and BOSS's rows do not explain. */
  | { from: 'totals'; gapCount: number; gapFen: Fen; tspFen: Fen; bossFen: Fen; seenIn: string };

export interface Found {
  readonly class: DifferenceClass;
  readonly id: string;
  readonly orderId?: string;
  readonly attemptId?: string;
  readonly terminalNo?: string;
  readonly terminalSequence?: string;
  readonly tspFen?: Fen;
  readonly bossFen?: Fen;
  readonly pppFen?: Fen;
  readonly tspState?: string;
  readonly bossState?: string;
  readonly otherDate?: BusinessDate;
  readonly note?: string;
  readonly caseNo?: string;
  /** The file of the other side that said so, if it matters whether a later file says it again. */
  readonly seenIn?: string;
  /** People have decided it already. */
  readonly isSettled?: true;
}

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([, field]) => field !== undefined && field !== null && field !== '',
    ),
  ) as T;

const ofOwn = (own: OwnDebit) => ({
  id: own.isSurplus ? own.attemptId : own.orderId,
  orderId: own.orderId,
  attemptId: own.attemptId,
  terminalNo: own.terminalNo,
  terminalSequence: own.terminalSequence,
  tspFen: own.amountFen,
  tspState: own.state,
});

const rejectedClaim = (verdict: string | undefined): Pick<Found, 'class' | 'note'> => ({
  class: verdict === '01' ? 'TAC_INVALID' : 'CLAIM_REJECTED',
  note: `PPP: ${verdict || 'nothing'}`,
});

function judgeClaim(own: OwnDebit): Found | null {
  const { claim, verdict, claimCaseNo: caseNo } = own;
  const about = { ...ofOwn(own), ...(caseNo === undefined ? {} : { caseNo }) };
  switch (claim) {
    case 'ACCEPTED':
      return null;
    case 'REJECTED':
      return { ...rejectedClaim(verdict), ...about };
    case 'WRITTEN_OFF':
      // A rejected claim keeps its class: it is the same difference, now closed.
      return verdict === undefined || verdict === '00'
        ? { class: 'MISSING_AT_PPP', ...about, note: 'written off', isSettled: true }
        : { ...rejectedClaim(verdict), ...about, isSettled: true };
    case 'CASE':
      return { class: 'MISSING_AT_PPP', ...about, note: 'no TAC: claimed by hand' };
    default:
      return {
        class: 'MISSING_AT_PPP',
        ...ofOwn(own),
        note: claim === 'UNCLAIMED' ? 'in no batch yet' : `its batch is not answered: ${claim}`,
      };
  }
}

/** A row of the PPP that matches none of the day's debits by order, terminal and sequence. */
function judgeUnmatched(
  { finding, own, firstOn }: Extract<Sighting, { from: 'ppp' }>,
  seen: Omit<Found, 'class'>,
  date: BusinessDate,
): Found | null {
  if (!own) return { class: 'UNKNOWN_AT_TSP', ...seen };
  const about = { ...ofOwn(own), ...seen, ...(own.date === date ? {} : { otherDate: own.date }) };
  if (finding.orderId !== own.orderId) {
    return { class: 'DUPLICATE', ...about, note: `our debit for ${own.orderId}, as another order` };
  }
  if (firstOn !== undefined) {
    return { class: 'DUPLICATE', ...about, note: `paid under ${firstOn} as well` };
  }
  if (finding.pppFen !== own.amountFen) return { class: 'AMOUNT_DIFF', ...about };
  // Known here since the file was compared.
  return own.date === date ? null : { class: 'DAY_EDGE', ...about };
}

function judgePpp(sighting: Extract<Sighting, { from: 'ppp' }>, date: BusinessDate): Found | null {
  const { finding, own, paidOn } = sighting;
  const { view, orderId, terminalNo, terminalSequence, tspFen, pppFen } = finding;
  // Named by the terminal, because BOSS's rows are named by the order: people decide the two one by one.
  const id = terminalNo + terminalSequence;
  const seen = { ...defined({ orderId, terminalNo, terminalSequence, tspFen, pppFen }), id };
  const about = seen as Omit<Found, 'class'>;
  switch (view) {
    case 'LISTED':
      return null;
    case 'MISSING_AT_PPP':
      // While the claim itself is open, `judgeClaim` reports it.
      if (own?.claim !== 'ACCEPTED') return null;
      return paidOn !== undefined
        ? { class: 'DAY_EDGE', ...ofOwn(own), id, otherDate: paidOn }
        : { class: 'MISSING_AT_PPP', ...ofOwn(own), note: 'accepted, and not among what is paid' };
    case 'AMOUNT_DIFF':
      return { class: 'AMOUNT_DIFF', ...(own ? ofOwn(own) : {}), ...about };
    case 'SECOND':
      return { class: 'DUPLICATE', ...about, note: 'paid twice; the first is kept' };
    case 'UNMATCHED':
      return judgeUnmatched(sighting, about, date);
  }
}

type BossSighting = Extract<Sighting, { from: 'boss' }>;

/** A row about what BOSS has and the platform's file of the day has not. */
function judgeOnlyAtBoss(
  { finding, doubt, firstOn }: BossSighting,
  own: OwnDebit | undefined,
  about: Omit<Found, 'class'>,
  date: BusinessDate,
): Found | null {
  if (!own) {
    const note = doubt && 'an attempt is in doubt: the card has not been back';
    const attempt = doubt && { attemptId: doubt.attemptId, note: note! };
    return { class: 'MISSING_AT_TSP', ...about, ...attempt };
  }
  const elsewhere = own.date === date ? {} : { otherDate: own.date };
  if (finding.bossFen !== own.amountFen) return { class: 'AMOUNT_DIFF', ...about, ...elsewhere };
  if (finding.isOnceMore || firstOn !== undefined) {
    const note = 'BOSS has it once more; the first is kept';
    return { class: 'DUPLICATE', ...about, ...elsewhere, note };
  }
  if (isGivenTwice(own, finding)) {
    return { class: 'MISSING_AT_TSP', ...about, ...elsewhere, note: GIVEN_TWICE };
  }
  // A surplus is booked under the attempt's id; what the platform learned of after it wrote that file is in its next one.
  if (own.isSurplus || own.date === date) return null;
  if (isTiming(own, finding.bossDate)) return { class: 'DAY_EDGE', ...about, ...elsewhere };
  const note = `our payment of ${own.date}: too far away for timing`;
  return { class: 'MISSING_AT_TSP', ...about, ...elsewhere, note };
}

function judgeBoss(sighting: BossSighting, date: BusinessDate): Found | null {
  const { finding, own: known } = sighting;
  const { view, orderId, bossOrder, bossFen, bossState, bossDate, tspFen, tspState } = finding;
  // An attempt's id stands for its surplus alone.
  const own = known && ofOwn(known).id === orderId ? known : undefined;
  const about = {
    ...(own ? ofOwn(own) : { id: orderId || bossOrder, ...defined({ orderId }) }),
    ...defined({ tspFen, bossFen, bossState, tspState }),
    ...(own ? { tspState: own.state } : {}),
  } as Omit<Found, 'class'>;
  // Whether the order is opened is what its own case is about. Any other difference needs an answer of its own.
  const decided = {
    ...(own?.caseNo === undefined ? {} : { caseNo: own.caseNo }),
    ...(own?.state === 'R' ? { isSettled: true as const } : {}),
  };
  if (isSentGivenTwice(own, finding)) {
    return { class: 'STATE_DIFF', ...about, note: GIVEN_TWICE };
  }
  switch (view) {
    case 'MISSING_AT_TSP':
      return judgeOnlyAtBoss(sighting, own, about, date);
    case 'MISSING_AT_BOSS':
    case 'STATE_DIFF':
      return { class: view, ...about, ...decided };
    case 'AMOUNT_DIFF':
      return { class: view, ...about };
    case 'DUPLICATE':
      return { class: view, ...about, note: 'reported twice; the first is kept' };
    case 'DAY_EDGE':
      if (tspFen === null) return judgeOnlyAtBoss(sighting, own, about, date);
      if (bossFen !== tspFen) return { class: 'AMOUNT_DIFF', ...about, otherDate: bossDate };
      if (own === undefined || !isTiming(own, bossDate)) {
        const note = `BOSS books it under ${bossDate || 'no day'}`;
        return { class: 'MISSING_AT_BOSS', ...about, note, ...decided };
      }
      return { class: view, ...about, otherDate: bossDate };
  }
}

/**
 * Classifies a sighting. `date`: the day that is being settled. `null`: no difference, or one that another sighting
 * reports better.
 */
export function classify(sighting: Sighting, date: BusinessDate): Found | null {
  switch (sighting.from) {
    case 'claims':
      return judgeClaim(sighting.own);
    case 'ppp':
      return judgePpp(sighting, date);
    case 'boss':
      return judgeBoss(sighting, date);
    case 'doubts': {
      const { amountFen, ...about } = sighting.doubt;
      return { class: 'IN_DOUBT_OPEN', id: about.attemptId, ...about, tspFen: amountFen };
    }
    case 'totals': {
      const { gapCount, gapFen, tspFen, bossFen, seenIn } = sighting;
      if (gapCount === 0 && gapFen === 0) return null;
      const note = `BOSS counts ${gapCount} and ${gapFen} fen more than its rows explain`;
      return { class: 'TOTAL_ONLY', id: 'boss', tspFen, bossFen, seenIn, note };
    }
  }
}

/** How much of the difference of the totals (BOSS's minus the platform's) one row of BOSS's answer explains. */
export function explained(
  { view, bossDate, bossFen, tspFen }: BossFinding,
  date: BusinessDate,
): { readonly count: number; readonly totalFen: Fen } {
  const isBooked = bossFen !== null && bossDate === date && view !== 'DUPLICATE';
  const isReported = tspFen !== null;
  return {
    count: (isBooked ? 1 : 0) - (isReported ? 1 : 0),
    totalFen: (isBooked ? bossFen : 0) - (isReported ? tspFen : 0),
  };
}
