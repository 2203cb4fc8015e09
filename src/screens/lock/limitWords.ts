import type { Fen } from '../../shared/money.ts';
import { fill } from '../../ui/words/fill.ts';
import { shortAmount } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';

/** The limits that can be chosen: every payment, or those above a round sum. */
export const LIMITS: readonly Fen[] = [0, 5_000, 10_000, 20_000];

export const limitWords = (limitFen: Fen): string => {
  const { everyPayment, above } = words.value.settings;
  return limitFen === 0 ? everyPayment : fill(above, { amount: shortAmount(limitFen) });
};
