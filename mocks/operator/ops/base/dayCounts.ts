/** The counters of one business day. Each row is counted once, and taken out again when it changes. */
import type { Fen } from '../../../../src/shared/money.ts';
import type { Instant } from '../../../../src/shared/time.ts';
import type { DayEnd, OrderRow } from '../../tsp/books/rows.ts';

const MINUTE_MS = 60_000;
const MINUTES = 1_440;

/** How far an order has come. Each order is counted at its furthest stage. */
export const STAGES = ['quoted', 'confirmed', 'attempted', 'debited', 'served'] as const;
export type Stage = (typeof STAGES)[number];

/** A credited order has its money back: it was debited and never served. */
export function stageOf(order: OrderRow): Stage {
  if (order.state === 'COMPLETED') return 'served';
  if (order.paidBy !== undefined) return 'debited';
  if (order.attemptId !== undefined) return 'attempted';
  return order.confirmedAt === undefined ? 'quoted' : 'confirmed';
}

export interface EndSums {
  readonly paid: number;
  readonly paidFen: Fen;
  readonly failed: number;
}

interface ServiceSum {
  readonly count: number;
  readonly totalFen: Fen;
}

/** How attempts ended, by minute, by cause, and by service. */
export class EndCounts {
  readonly #paid = new Float64Array(MINUTES);
  readonly #paidFen = new Float64Array(MINUTES);
  readonly #failed = new Float64Array(MINUTES);
  readonly causes = new Map<string, number>();
  readonly services = new Map<string, ServiceSum>();

  /** `from`: when the day begins. `sign`: -1 takes out what was counted. */
  count(end: DayEnd, from: Instant, sign: 1 | -1 = 1): void {
    const minute = Math.min(MINUTES - 1, Math.max(0, Math.floor((end.at - from) / MINUTE_MS)));
    const { paid, amountFen, code = 'unknown', serviceId = '' } = end;
    if (!paid) {
      this.#failed[minute]! += sign;
      bump(this.causes, code, sign);
      return;
    }
    this.#paid[minute]! += sign;
    this.#paidFen[minute]! += sign * amountFen;
    const before = this.services.get(serviceId) ?? { count: 0, totalFen: 0 };
    const count = before.count + sign;
    if (count === 0) this.services.delete(serviceId);
    else this.services.set(serviceId, { count, totalFen: before.totalFen + sign * amountFen });
  }

  /** Adds what was counted of another part of the same day. */
  add(other: EndCounts): this {
    for (let minute = 0; minute < MINUTES; minute++) {
      this.#paid[minute]! += other.#paid[minute]!;
      this.#paidFen[minute]! += other.#paidFen[minute]!;
      this.#failed[minute]! += other.#failed[minute]!;
    }
    for (const [code, count] of other.causes) bump(this.causes, code, count);
    for (const [serviceId, { count, totalFen }] of other.services) {
      const before = this.services.get(serviceId) ?? { count: 0, totalFen: 0 };
      this.services.set(serviceId, {
        count: before.count + count,
        totalFen: before.totalFen + totalFen,
      });
    }
    return this;
  }

  /** The sums of the minutes before this one. */
  until(minute = MINUTES): EndSums {
    const sum = (all: Float64Array) =>
      all.subarray(0, minute).reduce((total, value) => total + value, 0);
    return { paid: sum(this.#paid), paidFen: sum(this.#paidFen), failed: sum(this.#failed) };
  }

  /** The sums of the minutes from `first` up to `end`. */
  between(first: number, end: number): EndSums {
    const [all, before] = [this.until(end), this.until(Math.max(0, first))];
    return {
      paid: all.paid - before.paid,
      paidFen: all.paidFen - before.paidFen,
      failed: all.failed - before.failed,
    };
  }
}

function bump(counts: Map<string, number>, name: string, by: number): void {
  const count = (counts.get(name) ?? 0) + by;
  if (count === 0) counts.delete(name);
  else counts.set(name, count);
}

/** Minutes of the day that are over at `now`. */
export const minutesUntil = (now: Instant, from: Instant): number =>
  Math.min(MINUTES, Math.max(0, Math.floor((now - from) / MINUTE_MS)));

export type StageCounts = { readonly [S in Stage]: number };

export const noStages = (): { [S in Stage]: number } => ({
  quoted: 0,
  confirmed: 0,
  attempted: 0,
  debited: 0,
  served: 0,
});
