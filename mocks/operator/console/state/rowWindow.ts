/** Which rows of a long list are drawn, and where keys lead. All rows are of one height, in pixels. */

interface View {
  /** How far the list is scrolled. */
  readonly top: number;
  /** The height of the part that is seen, without the sticky head. */
  readonly height: number;
  readonly rowHeight: number;
}

export interface RowSpan {
  readonly first: number;
  /** The first row that is not drawn any more. */
  readonly end: number;
}

/** Rows drawn above and below those that are seen. */
const OVERSCAN = 10;

const seenRows = ({ top, height, rowHeight }: View, count: number): RowSpan => ({
  first: Math.min(count, Math.max(0, Math.floor(top / rowHeight))),
  end: Math.min(count, Math.max(0, Math.ceil((top + height) / rowHeight))),
});

/** The rows to draw. As long as the drawn ones cover what is seen, they stay. */
export function rowsToDraw(view: View, count: number, drawn?: RowSpan): RowSpan {
  const seen = seenRows(view, count);
  const covers =
    drawn !== undefined &&
    drawn.first <= seen.first &&
    drawn.end >= seen.end &&
    drawn.end <= count &&
    // After the end of the list has moved on, the rows below what is seen are drawn in advance.
    drawn.end - seen.end >= Math.min(1, count - seen.end) &&
    drawn.end - drawn.first <= seen.end - seen.first + 3 * OVERSCAN;
  if (covers) return drawn;
  return {
    first: Math.max(0, seen.first - OVERSCAN),
    end: Math.min(count, seen.end + OVERSCAN),
  };
}

/** Whether the last rows that are there come into sight, so that the next page is wanted. */
export const isNearEnd = (view: View, count: number): boolean =>
  seenRows(view, count).end > count - 2 * OVERSCAN;

/** Where to scroll so that a row is seen whole; the same place if it is. */
export function topToShow(row: number, { top, height, rowHeight }: View): number {
  const from = row * rowHeight;
  if (from < top) return from;
  return Math.max(top, from + rowHeight - height);
}

/** The row that a key leads to, among `count` rows; `null`: the key does not move. `at`: -1 before any row was chosen. */
export function rowAfterKey(key: string, at: number, count: number, onPage: number): number | null {
  if (count === 0) return null;
  const target = targetOf(key, at, count, Math.max(1, onPage - 1));
  return target === null ? null : Math.min(count - 1, Math.max(0, target));
}

function targetOf(key: string, at: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return Math.max(0, at) + page;
    case 'PageUp':
      return at - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
