import type { Column } from './DataTable.tsx';
import styles from './HeadCell.module.css';

/** How a list is sorted, and what changes it. */
export interface Sorting {
  readonly by: string;
  readonly direction: 'asc' | 'desc';
  onSort(by: string): void;
}

interface Props {
  readonly column: Pick<Column<never>, 'head' | 'align' | 'sort'>;
  readonly sorting?: Sorting | undefined;
}

/** The heading of a column; a button if the list can be sorted by it. */
export function HeadCell({ column: { head, align, sort }, sorting }: Props) {
  if (sort === undefined || sorting === undefined) {
    return (
      <th scope="col" data-align={align}>
        {head}
      </th>
    );
  }
  const isOn = sorting.by === sort;
  const order = sorting.direction === 'asc' ? 'ascending' : 'descending';
  return (
    <th scope="col" data-align={align} aria-sort={isOn ? order : 'none'}>
      <button type="button" class={styles.sort} onClick={() => sorting.onSort(sort)}>
        {head}
        <span class={styles.arrow} aria-hidden="true">
          {isOn ? (sorting.direction === 'asc' ? '↑' : '↓') : '↕'}
        </span>
      </button>
    </th>
  );
}
