/** What lying boxes gained, in fen, over many worlds. */
import type { WorldRow } from './worldsWorker.ts';

type Counted = Pick<WorldRow, 'liars' | 'limits' | 'gain' | 'payments' | 'sentAway'>;

const most = (values: readonly number[]): number => Math.max(0, ...values);

/** How many payments of honest people met an earlier one with their card, or a block, in percent. */
function sentAwayText(rows: readonly Counted[]): string {
  const all = rows.reduce((sum, { payments }) => sum + payments, 0);
  const away = rows.reduce((sum, { sentAway }) => sum + sentAway, 0);
  return `${away} of ${all} payments (${((100 * away) / Math.max(1, all)).toFixed(2)} %)`;
}

/** One line for each way in which the limits were set. */
export function gainText(rows: readonly Counted[]): string {
  const honest = rows.filter(({ liars }) => liars === 0);
  const lying = rows.filter(({ liars }) => liars > 0);
  const ways = (['as shipped', 'wide'] as const).map((limits) => {
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
  });
  return [
    ...ways,
    `sent away because of an earlier payment with the card: ${sentAwayText(honest)} without liars, ${sentAwayText(lying)} with them`,
  ].join('\n');
}
