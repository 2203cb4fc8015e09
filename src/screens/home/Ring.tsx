import { computed, useSignal } from '@preact/signals';
import { Component, type ComponentChildren, type ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
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
/** So long after a step is painted the next row is written. A held key comes sooner, and needs the time itself. */
const SETTLED_MS = 20;
/** The same at the start, when everything else is to be done as well. */
const FIRST_SETTLED_MS = 500;

/**
 * A window on any number of services. Rows are recycled: row r always lives in element r mod (rows + 2), so one step
 * rewrites one row, and the strip moves by a transform. One row more than can be seen is there, on the side the focus
 * travels to: a step is shown without writing anything, and the row after it is written when that is painted.
 * Nothing slides: on a slow box a slide of 150 ms costs as much as three steps.
 */
export function Ring({ portal, services, zone, shape, label, cell }: RingProps) {
  const { columns, rows, pitchRem } = shape;
  const top = topRow(portal, zone, shape).value;
  const base = top - (top % BASE);
  const slots = rows + 2;
  const settling = useSignal(-1);
  const settled = settling.value;
  useEffect(() => {
    const delayMs = settled < 0 ? FIRST_SETTLED_MS : SETTLED_MS;
    return portal.timers.after(delayMs, () => {
      settling.value = top;
    });
  }, [top]);
  const drawn = useRef({ top, first: top, isUp: false }).current;
  if (top !== drawn.top) drawn.isUp = top < drawn.top;
  drawn.top = top;
  const ahead = Math.max(0, drawn.isUp ? top - 1 : top);
  drawn.first = settled === top ? ahead : Math.max(top - 1, Math.min(drawn.first, top));
  const loaded = services.list.value;
  if (loaded.state !== 'ready') return null;
  const list = loaded.value;
  const { first } = drawn;
  // At first only what can be seen.
  const end = Math.min(
    Math.ceil(list.total / columns),
    settled < 0 ? top + slots - 1 : first + slots,
  );
  services.need(first * columns, Math.min(list.total, (first + slots) * columns));
  const elements: ComponentChildren[] = [];
  for (let slot = 0; slot < slots; slot++) {
    // The elements never change places.
    const row = first + ((slot + slots - (first % slots)) % slots);
    if (row >= end) continue;
    elements.push(
      <div
        key={slot}
        class={styles.row}
        role="presentation"
        data-beyond={row < top || row >= top + rows ? '' : undefined}
        style={shifted((row - base) * pitchRem)}
      >
        <Cells
          {...{ portal, list, columns, cell, row }}
          page={list.pageOf(row * columns) ?? list.hasFailed(row * columns)}
        />
      </div>,
    );
  }
  return (
    <div class={styles.window}>
      <div
        class={styles.strip}
        role="listbox"
        aria-label={label}
        style={shifted((base - top) * pitchRem)}
      >
        {elements}
      </div>
    </div>
  );
}

interface CellsProps {
  readonly portal: Portal;
  readonly list: ServiceList;
  readonly columns: number;
  readonly cell: ComponentType<CellProps>;
  readonly row: number;
  /** The page the row lies on, or whether it did not come. */
  readonly page: readonly Service[] | boolean;
}

/** Those of one row; drawn again only when they are others. */
class Cells extends Component<CellsProps> {
  override shouldComponentUpdate({ list, columns, row, page }: CellsProps): boolean {
    const { props } = this;
    return (
      page !== props.page || row !== props.row || list !== props.list || columns !== props.columns
    );
  }

  override render({ portal, list, columns, cell: Cell, row }: CellsProps) {
    return indicesOf(row, columns, list).map((at) => (
      <Cell
        key={at % columns}
        id={itemIdAt(list, at)}
        portal={portal}
        service={list.at(at)}
        hasFailed={list.hasFailed(at)}
        at={at}
        total={list.total}
      />
    ));
  }
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
