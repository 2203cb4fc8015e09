/** What lying boxes gained, in fen, over many worlds. */
import type { WorldRow } from './worldsWorker.ts';

type Counted = Pick<WorldRow, 'liars' | 'limits' | 'gain'>;

const most = (values: readonly number[]): number => Math.max(0, ...values);

/** One line for each way in which the limits were set. */
export function gainText(rows: readonly Counted[]): string {
  return (['as shipped', 'wide'] as const)
    .map((limits) => {
      const gains = rows.filter((row) => row.limits === limits && row.liars > 0);
      const boxes = gains.reduce((all, { liars }) => all + liars, 0);
      const of = (part: keyof Counted['gain']) => gains.map(({ gain }) => gain[part]);
      const paidFen = -of('moneyFen').reduce((all, fen) => all + fen, 0);
      const unpaidFen = of('unpaidFen').reduce((all, fen) => all + fen, 0);
      return [
        `limits ${limits}: ${boxes} lying boxes in ${gains.length} worlds`,
        `money ${most(of('moneyFen'))} fen at most, they lost ${paidFen} fen in all`,
        `days of a service not cut ${most(of('graceFen'))} fen at most`,
        `opened against a debit that UnionPay does not pay (false TAC) ${unpaidFen} fen in all, ${most(of('unpaidFen'))} at most`,
      ].join('; ');
    })
    .join('\n');
}
