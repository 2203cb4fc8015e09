import { useSignal } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Place } from '../state/paging.ts';
import { isNearEnd, type RowSpan, rowAfterKey, rowsToDraw, topToShow } from '../state/rowWindow.ts';
import base from './DataTable.module.css';
import type { Column } from './DataTable.tsx';
import { HeadCell, type Sorting } from './HeadCell.tsx';
import styles from './WindowedTable.module.css';

/** In pixels; a row of one line, of two, and so on. */
const ROW_HEIGHTS = { 1: 36, 2: 52, 3: 68 } as const;
const HEAD_HEIGHT = 36;
/** The least width of a column that takes what is left, in pixels. */
const REST_WIDTH = 140;

export interface WindowedProps<T> {
  /** What the table lists, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  /** Lines of text in a row. What is longer is cut; its whole text belongs into a title. */
  readonly lines?: keyof typeof ROW_HEIGHTS | undefined;
  readonly sorting?: Sorting | undefined;
  rowKey(row: T): string;
  /** The page of a row, which Enter opens. */
  rowHref?(row: T): string | undefined;
}

interface Props<T> extends WindowedProps<T> {
  /** Rows on all pages; `undefined`: not known. */
  readonly total: number | undefined;
  readonly place: Place;
  /** Beneath the head while there are no rows, and after the last one. */
  readonly children?: ComponentChildren;
  onNearEnd(): void;
}

/** Keeps the focus in the table when the row that had it is not drawn any more. */
function useFocusKept(table: RefObject<HTMLTableElement | null>): void {
  const hadFocus = table.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (hadFocus && document.activeElement === document.body) {
      table.current?.focus({ preventScroll: true });
    }
  });
}

/**
 * A table that draws only the rows that are seen and a few around them. The keys choose a row, Enter opens it; Tab goes on to what
 * is in the chosen row, not through all rows.
 */
export function WindowedTable<T>(props: Props<T>) {
  const { caption, columns, rows, rowKey, rowHref, sorting, total, place, onNearEnd } = props;
  const rowHeight = ROW_HEIGHTS[props.lines ?? 1];
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const drawn = useRef<RowSpan | undefined>(undefined);
  const height = useSignal(600);
  const [, setDrawing] = useState(0);
  const redraw = () => setDrawing((count) => count + 1);
  const anchor = useRef<{ readonly key: string; readonly at: number } | undefined>(undefined);

  const viewNow = () => ({
    top: frame.current?.scrollTop ?? place.top,
    height: height.value - HEAD_HEIGHT,
    rowHeight,
  });
  const span = rowsToDraw(viewNow(), rows.length, drawn.current);
  drawn.current = span;
  const chosen = place.row === undefined ? -1 : rows.findIndex((row) => rowKey(row) === place.row);

  function onScroll(): void {
    place.top = frame.current!.scrollTop;
    const view = viewNow();
    const at = Math.min(rows.length - 1, Math.floor(place.top / rowHeight));
    anchor.current = at > 0 ? { key: rowKey(rows[at]!), at } : undefined;
    if (rowsToDraw(view, rows.length, drawn.current) !== drawn.current) redraw();
    if (isNearEnd(view, rows.length)) onNearEnd();
  }

  function choose(row: number): void {
    place.row = rowKey(rows[row]!);
    frame.current!.scrollTop = topToShow(row, viewNow());
    redraw();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== table.current) return;
    const page = Math.floor((height.value - HEAD_HEIGHT) / rowHeight);
    const next = rowAfterKey(event.key, chosen, rows.length, page);
    const href = event.key === 'Enter' && rows[chosen] ? rowHref?.(rows[chosen]) : undefined;
    if (next === null && href === undefined) return;
    event.preventDefault();
    if (next !== null) choose(next);
    else {
      place.isOpened = true;
      location.hash = href!;
    }
  }

  function onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const row = target.closest('tr')?.dataset.row;
    if (row === undefined) return;
    place.row = row;
    place.isOpened = target.closest('a') !== null;
    if (!place.isOpened) table.current!.focus({ preventScroll: true });
    redraw();
  }

  useLayoutEffect(() => {
    const element = frame.current!;
    const measure = () => {
      if (element.clientHeight > 0) height.value = element.clientHeight;
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  // Another list: back to where the person was in it.
  useLayoutEffect(() => {
    frame.current!.scrollTop = place.top;
    if (place.isOpened && rows.length > 0) table.current!.focus({ preventScroll: true });
    place.isOpened = false;
  }, [place]);

  // Newer rows came above: what is seen stays where it is.
  useLayoutEffect(() => {
    const { key, at } = anchor.current ?? { key: undefined, at: 0 };
    const now = key === undefined ? -1 : rows.findIndex((row) => rowKey(row) === key);
    if (now >= 0 && now !== at) frame.current!.scrollTop += (now - at) * rowHeight;
    if (isNearEnd(viewNow(), rows.length)) onNearEnd();
  }, [rows, height.value]);

  // Only what is in the chosen row is reached with Tab.
  useLayoutEffect(() => {
    for (const link of table.current!.querySelectorAll<HTMLElement>('tbody a, tbody button')) {
      link.tabIndex = link.closest('tr')?.ariaSelected === 'true' ? 0 : -1;
    }
  });
  useFocusKept(table);

  const width = columns.reduce((sum, column) => sum + (column.width ?? REST_WIDTH), 0);
  const isDrawn = chosen >= span.first && chosen < span.end;
  return (
    <div class={styles.window} ref={frame} onScroll={onScroll}>
      <div
        style={{
          paddingTop: `${span.first * rowHeight}px`,
          paddingBottom: `${(rows.length - span.end) * rowHeight}px`,
          minWidth: `${width}px`,
        }}
      >
        <table
          ref={table}
          class={`${base.table} ${styles.windowed}`}
          role="grid"
          tabIndex={0}
          aria-readonly="true"
          aria-rowcount={total === undefined ? -1 : total + 1}
          aria-activedescendant={isDrawn ? `${id}-${chosen}` : undefined}
          onKeyDown={onKeyDown}
          onClick={onClick}
        >
          <caption>{caption}</caption>
          <colgroup>
            {columns.map(({ head, width }) => (
              <col key={head} style={width === undefined ? {} : { width: `${width}px` }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <HeadCell key={column.head} column={column} sorting={sorting} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(span.first, span.end).map((row, place) => (
              <tr
                key={rowKey(row)}
                id={`${id}-${span.first + place}`}
                data-row={rowKey(row)}
                style={{ height: `${rowHeight}px` }}
                aria-rowindex={span.first + place + 2}
                aria-selected={span.first + place === chosen}
              >
                {columns.map(({ head, align, wraps, cell }) => (
                  <td key={head} data-align={align}>
                    <div class={styles.cell} data-lines={wraps ? (props.lines ?? 1) : 1}>
                      {cell(row)}
                    </div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {props.children}
    </div>
  );
}
