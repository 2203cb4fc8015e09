/** Sorting as a part of the address: `sort` and `direction`. What a list does without them is not in the address. */
import { hrefOf, type PageName } from './route.ts';

type Query = Readonly<Record<string, string>>;

interface Sorted {
  readonly by: string;
  readonly direction: 'asc' | 'desc';
}

/** How a list with this address is sorted. `usual`: without a word in the address. */
export const sortedBy = ({ sort, direction }: Query, usual: Sorted): Sorted => ({
  by: sort ?? usual.by,
  direction:
    direction === 'asc' || direction === 'desc'
      ? direction
      : sort === undefined || sort === usual.by
        ? usual.direction
        : 'desc',
});

/** The address after a press on a heading: the other way round if the list is sorted by it, else its largest first. */
export function hrefSortedBy(page: PageName, query: Query, usual: Sorted, by: string): string {
  const now = sortedBy(query, usual);
  const first = by === usual.by ? usual.direction : 'desc';
  const flipped = now.direction === 'asc' ? 'desc' : 'asc';
  const next = { by, direction: now.by === by ? flipped : first };
  return hrefOf(page, undefined, {
    ...query,
    sort: next.by === usual.by ? '' : next.by,
    direction: next.direction === first ? '' : next.direction,
  });
}

/** What a table needs for it. */
export const sortingOf = (page: PageName, query: Query, usual: Sorted) => ({
  ...sortedBy(query, usual),
  onSort(by: string) {
    location.hash = hrefSortedBy(page, query, usual, by);
  },
});

/** The filters alone. A file, for one, has an order of its own. */
export const withoutSorting = ({ sort: _, direction: __, ...filters }: Query): Query => filters;
