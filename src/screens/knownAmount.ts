import type { Fen } from '../shared/money.ts';

/** The amount, and what is known of it. */
export type KnownAmount = readonly [is: 'due' | 'paying' | 'paid' | 'unpaid' | 'doubted', fen: Fen];

/** Whether it will be debited if one goes on: only then it is gold. */
export const willBeDebited = ([is]: KnownAmount): boolean => is === 'due' || is === 'paying';
