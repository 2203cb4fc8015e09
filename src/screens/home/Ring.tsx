import { computed, effect, useComputed } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Loaded } from '../../catalogue/loaded.ts';
import type { LongList, ServiceList } from '../../catalogue/serviceList.ts';
import type { Service } from '../../tsp/tspTypes.ts';
import type { Portal } from '../portal.ts';
import { itemIdAt, type Shape } from './homeZones.ts';
import styles from './Ring.module.css';
import { type RingWindow, ringWindow } from './ringWindow.ts';

/** One place of the list. */
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

/**
 * A window on any number of services. Rows are recycled, each draws itself again when it becomes another one, and the
 * strip they stand on moves by a transform. Nothing slides: on a slow box a slide of 150 ms costs as much as three steps.
 */
export function Ring(props: RingProps) {
  const { portal, services, zone, shape, label } = props;
  const { columns, rows, pitchRem } = shape;
  const strip = useRef<HTMLDivElement>(null);
  const view = useMemo(
    () => ringWindow(() => Math.floor(portal.focus.indexIn(zone) / columns), rows, portal.timers),
    [zone, shape],
  );
  useLayoutEffect(() => {
    const ends = [
      view.follow(),
      // In the key's own event: the frame that follows shows the step.
      effect(() => {
        const rem = (view.base.value - view.top.value) * pitchRem;
        strip.current!.style.transform = `translateY(${rem}rem)`;
      }),
      effect(() => {
        const list = listIn(services.list.value);
        const from = view.first.value * columns;
        if (list) services.need(from, Math.min(list.total, from + view.slots * columns));
      }),
    ];
    return () => ends.forEach((end) => void end());
  }, [view]);
  const slots: JSX.Element[] = [];
  for (let slot = 0; slot < view.slots; slot++) {
    slots.push(<Row key={slot} {...props} view={view} slot={slot} />);
  }
  return (
    <div class={styles.window}>
      <div class={styles.strip} role="listbox" aria-label={label} ref={strip}>
        {slots}
      </div>
    </div>
  );
}

interface RowProps extends RingProps {
  readonly view: RingWindow;
  readonly slot: number;
}

function Row({ portal, services, shape, cell: Cell, view, slot }: RowProps) {
  const { columns, rows, pitchRem } = shape;
  const row = useComputed(() => view.rowIn(slot)).value;
  // Pages of other rows do not draw this row again.
  const page = useMemo(
    () =>
      computed(() => {
        const list = listIn(services.list.value);
        return list?.pageOf(row * columns) ?? list?.hasFailed(row * columns);
      }),
    [services, row, columns],
  ).value;
  const total = useComputed(() => listIn(services.list.value)?.total ?? 0).value;
  const beyond = useComputed(() => {
    const at = view.rowIn(slot) - view.top.value;
    return at < 0 || at >= rows ? '' : undefined;
  });
  const list = listIn(services.list.peek());
  const from = row * columns;
  if (row < 0 || !list || from >= total) return null;
  const cells: JSX.Element[] = [];
  for (let at = from; at < Math.min(total, from + columns); at++) {
    cells.push(
      <Cell
        key={at - from}
        id={itemIdAt(list, at)}
        portal={portal}
        service={list.at(at)}
        hasFailed={!!page}
        at={at}
        total={total}
      />,
    );
  }
  return (
    <div
      class={styles.row}
      role="presentation"
      data-beyond={beyond}
      style={{ transform: `translateY(${(row - view.base.value) * pitchRem}rem)` }}
    >
      {cells}
    </div>
  );
}

const listIn = (loaded: Loaded<ServiceList>): ServiceList | null =>
  loaded.state === 'ready' ? loaded.value : null;
