/**
 * Classifies a sighting: the class of the difference, or none. A pure function of what the other side said and what the
 * platform's own books say now. What is done about it is decided elsewhere.
 */
import type { Fen } from '../../../src/shared/money.ts';
import type { components } from '../../contract/opsApi.generated.ts';
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
  readonly claim: string;
  /** The PPP's last verdict. */
  readonly verdict?: string;
  /** The case about it, open or closed. */
  readonly caseNo?: string;
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

/**
 * `own`: the debit of the order or of the surplus that the sighting is about; absent when the platform knows no such
 * debit.
 */
export type Sighting =
  | { from: 'boss'; finding: BossFinding; own?: OwnDebit; doubt?: Doubt }
  | { from: 'ppp'; finding: PppFinding; own?: OwnDebit }
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
  const { claim, verdict, caseNo } = own;
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

function judgePpp(finding: PppFinding, own: OwnDebit | undefined, date: string): Found | null {
  const { view, orderId, terminalNo, terminalSequence, tspFen, pppFen } = finding;
  const seen = defined({ orderId, terminalNo, terminalSequence, tspFen, pppFen });
  const unique = terminalNo + terminalSequence;
  switch (view) {
    case 'LISTED':
      return null;
    case 'MISSING_AT_PPP':
      // While the claim itself is open, `judgeClaim` reports it.
      return own?.claim === 'ACCEPTED'
        ? { class: 'MISSING_AT_PPP', ...ofOwn(own), note: 'accepted, and not among what is paid' }
        : null;
    case 'AMOUNT_DIFF':
      return { class: 'AMOUNT_DIFF', ...(own ? ofOwn(own) : {}), ...seen, id: unique } as Found;
    case 'SECOND':
      return {
        class: 'DUPLICATE',
        id: unique,
        ...seen,
        note: 'paid twice; the first is kept',
      } as Found;
    case 'UNMATCHED':
      if (own?.date === date) return null;
      return own
        ? ({ class: 'DAY_EDGE', ...ofOwn(own), ...seen, otherDate: own.date } as Found)
        : ({ class: 'UNKNOWN_AT_TSP', id: unique, ...seen } as Found);
  }
}

function judgeBoss(
  { finding, own, doubt }: Extract<Sighting, { from: 'boss' }>,
  date: BusinessDate,
): Found | null {
  const { view, orderId, bossFen, bossState, bossDate, tspFen, tspState } = finding;
  const about = {
    ...(own ? ofOwn(own) : { id: orderId, orderId }),
    ...defined({ tspFen, bossFen, bossState, tspState }),
    ...(own ? { tspState: own.state } : {}),
    ...(own?.caseNo === undefined ? {} : { caseNo: own.caseNo }),
  } as Omit<Found, 'class'>;
  switch (view) {
    case 'MISSING_AT_TSP':
      if (!own) {
        const note = doubt && 'an attempt is in doubt: the card has not been back';
        const attempt = doubt && { attemptId: doubt.attemptId, note };
        return { class: 'MISSING_AT_TSP', ...about, ...attempt } as Found;
      }
      // A surplus that went back to the account: BOSS books it under the attempt's id.
      if (own.isSurplus && own.state === 'C' && own.amountFen === bossFen) return null;
      // The platform learned of it after it wrote that file: the next file has it.
      if (own.date === date) return null;
      return { class: 'DAY_EDGE', ...about, otherDate: own.date };
    case 'MISSING_AT_BOSS':
      return { class: view, ...about, ...(own?.state === 'R' ? { isSettled: true } : {}) };
    case 'STATE_DIFF':
      return { class: view, ...about, ...(own?.state === 'R' ? { isSettled: true } : {}) };
    case 'AMOUNT_DIFF':
      return { class: view, ...about };
    case 'DUPLICATE':
      return { class: view, ...about, note: 'reported twice; the first is kept' };
    case 'DAY_EDGE': {
      const other = bossDate === date ? own?.date : bossDate;
      return { class: view, ...about, ...(other ? { otherDate: other } : {}) };
    }
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
      return judgePpp(sighting.finding, sighting.own, date);
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
