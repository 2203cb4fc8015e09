/** The filters of the lists: which list has which, and those that several lists share. */
import type { Fen } from '../../../../src/shared/money.ts';
import type { Instant } from '../../../../src/shared/time.ts';
import type { operations } from '../../../contract/opsApi.generated.ts';
import { type Days, momentsOf } from './calendarDays.ts';
import type { ExportName } from './matrix.ts';

export type ExportQuery = NonNullable<operations['exportList']['parameters']['query']>;
export type FilterName = Exclude<keyof ExportQuery, 'date' | 'language'>;

const DAYS = ['from', 'to'] as const;
const AMOUNTS = ['amountFrom', 'amountTo'] as const;

export const LIST_FILTERS: { readonly [List in ExportName]: readonly FilterName[] } = {
  orders: ['find', 'state', ...DAYS, ...AMOUNTS, 'service', 'way', 'subscriber', 'box'],
  doubts: [...DAYS, ...AMOUNTS, 'box'],
  differences: ['class', 'state'],
  batches: [],
  cases: ['state', 'kind', ...DAYS, ...AMOUNTS],
  audit: ['find', ...DAYS],
};

/** The filters that are set, in the order of `LIST_FILTERS`, with those that the list does not have at the end. */
export function filtersOn(list: ExportName, query: ExportQuery): [FilterName, string | number][] {
  const { date: _, language: __, ...given } = query;
  const names = new Set([...LIST_FILTERS[list], ...(Object.keys(given) as FilterName[])]);
  return [...names].flatMap((name) => {
    const value = given[name];
    return value === undefined || value === '' ? [] : [[name, value]];
  });
}

interface Ranges extends Days {
  readonly amountFrom?: Fen | undefined;
  readonly amountTo?: Fen | undefined;
}

/** Whether a row of this moment and this amount is within the asked days and amounts. */
export function isWithin(query: Ranges, at: Instant, amountFen: Fen): boolean {
  // A difference of totals may be below zero.
  const { amountFrom = Number.NEGATIVE_INFINITY, amountTo = Number.POSITIVE_INFINITY } = query;
  const { from = 0, to = Number.POSITIVE_INFINITY } = momentsOf(query);
  return at >= from && at < to && amountFen >= amountFrom && amountFen <= amountTo;
}
