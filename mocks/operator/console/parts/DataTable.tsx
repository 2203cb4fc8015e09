import type { ComponentChildren } from 'preact';
import styles from './DataTable.module.css';

export interface Column<T> {
  readonly head: string;
  readonly align?: 'end';
  /** The cell may break into lines. */
  readonly wraps?: boolean;
  /** In pixels, in tables that draw only what is seen; without it the column takes what is left. */
  readonly width?: number;
  /** The name that the list is sorted by when the heading is pressed. */
  readonly sort?: string;
  cell(row: T): ComponentChildren;
}

interface Props<T> {
  /** What the table lists, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  rowKey(row: T): string;
}

export const DataTable = <T,>({ caption, columns, rows, rowKey }: Props<T>) => (
  <div class={styles.frame}>
    <table class={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ head, align }) => (
            <th key={head} scope="col" data-align={align}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ head, align, wraps, cell }) => (
              <td key={head} data-align={align} data-keep={!wraps}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
