import { computed } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useRef } from 'preact/hooks';
import type { LongList, ServiceList } from '../../catalogue/serviceList.ts';
import type { Service } from '../../tsp/tspTypes.ts';
import type { Portal } from '../portal.ts';
import { itemIdAt, type Shape } from './homeZones.ts';
import styles from './Ring.module.css';

/** One place of the list. Nothing in it changes by itself, so a place that stays is not drawn again. */
export interface CellProps {
  readonly id: string;
  readonly portal: Portal;
  /** `undefined` while its page is not here. */
  readonly service: Service | undefined;
  readonly hasFailed: boolean;
  readonly at: number;
  readonly total: number;
}

interface RingProps {
  readonly portal: Portal;
  readonly services: LongList;
  readonly zone: string;
  readonly shape: Shape;
  readonly label: string;
  readonly cell: ComponentType<CellProps>;
}

/** Rows are placed from the last multiple of this: some engines draw nothing very far from where a box began. */
const BASE = 256;

/**
 * A window on any number of services. Rows are recycled: row r always lives in element r mod (rows + 2), one above the
 * visible ones and one below, so one step rewrites one row, and the strip slides by a transform.
 */
export function Ring({ portal, services, zone, shape, label, cell: Cell }: RingProps) {
  const { columns, rows, pitchRem } = shape;
  const top = topRow(portal, zone, shape).value;
  const base = top - (top % BASE);
  const before = useRef({ base, top });
  const isFar = base !== before.current.base || Math.abs(top - before.current.top) > rows;
  before.current = { base, top };
  const loaded = services.list.value;
  if (loaded.state !== 'ready') return null;
  const list = loaded.value;
  const first = Math.max(0, top - 1);
  const end = Math.min(Math.ceil(list.total / columns), first + rows + 2);
  services.need(first * columns, Math.min(list.total, end * columns));
  const drawn: number[] = [];
  for (let row = first; row < end; row++) drawn.push(row);
  return (
    <div class={styles.window}>
      <div
        class={styles.strip}
        role="listbox"
        aria-label={label}
        data-jumps={isFar ? '' : undefined}
        style={shifted((base - top) * pitchRem)}
      >
        {drawn.map((row) => (
          <div
            key={row % (rows + 2)}
            class={styles.row}
            role="presentation"
            data-beyond={row < top || row >= top + rows ? '' : undefined}
            style={shifted((row - base) * pitchRem)}
          >
            {indicesOf(row, columns, list).map((at) => (
              <Cell
                key={at % columns}
                id={itemIdAt(list, at)}
                portal={portal}
                service={list.at(at)}
                hasFailed={list.hasFailed(at)}
                at={at}
                total={list.total}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

const shifted = (rem: number) => ({ transform: `translateY(${rem}rem)` });

/** The focused row is the last whole one: what is above it has been seen, what is below it looks in from the edge. */
const topRow = ({ focus }: Portal, zone: string, { columns, rows }: Shape) =>
  computed(() => Math.max(0, Math.floor(focus.indexIn(zone) / columns) - (rows - 1)));

function indicesOf(row: number, columns: number, { total }: ServiceList): number[] {
  const indices: number[] = [];
  for (let at = row * columns; at < Math.min(total, (row + 1) * columns); at++) indices.push(at);
  return indices;
}
