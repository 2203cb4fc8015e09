import { computed } from '@preact/signals';
import type { ServiceList } from '../../catalogue/catalogue.ts';
import type { Portal } from '../portal.ts';
import { COLUMNS, itemIdAt, ROWS } from './homeZones.ts';
import { ServiceCard } from './ServiceCard.tsx';
import styles from './ServiceGrid.module.css';

interface Props {
  readonly portal: Portal;
  readonly list: ServiceList;
  readonly zone: string;
}

/** Height of a row with its gap. */
const PITCH_REM = 10.4;
/** One row above the visible ones and one below are there too, so that the strip can slide. */
const RENDERED = ROWS + 2;

/**
 * A window on any number of services. Rows are recycled: row r always lives in element r mod RENDERED, so one step
 * rewrites one row, and the strip moves by a transform.
 */
export function ServiceGrid({ portal, list, zone }: Props) {
  const top = topRow(portal, zone).value;
  const first = Math.max(0, top - 1);
  const rows: number[] = [];
  const count = Math.ceil(list.total / COLUMNS);
  for (let row = first; row < Math.min(count, first + RENDERED); row++) rows.push(row);
  portal.catalogue.needServices(
    first * COLUMNS,
    Math.min(list.total, (first + RENDERED) * COLUMNS),
  );
  return (
    <div class={styles.window}>
      <div class={styles.strip} style={{ transform: `translateY(${-top * PITCH_REM}rem)` }}>
        {rows.map((row) => (
          <div
            key={row % RENDERED}
            class={styles.row}
            data-beyond={row >= top + ROWS ? '' : undefined}
            style={{ transform: `translateY(${row * PITCH_REM}rem)` }}
          >
            {cellsOf(row, list.total).map((index) => (
              <ServiceCard
                key={index % COLUMNS}
                id={itemIdAt(list, index)}
                service={list.items[index]}
                portal={portal}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The focused row is the last whole one: what is above it has been seen, what is below it looks in from the edge. */
const topRow = ({ focus }: Portal, zone: string) =>
  computed(() => Math.max(0, Math.floor(focus.indexIn(zone) / COLUMNS) - (ROWS - 1)));

function cellsOf(row: number, total: number): number[] {
  const cells: number[] = [];
  for (let i = row * COLUMNS; i < Math.min(total, (row + 1) * COLUMNS); i++) cells.push(i);
  return cells;
}
