import type { Category, Loaded, ServiceList } from '../../catalogue/catalogue.ts';
import type { Zone } from '../../remote/zones.ts';
import { say, words } from '../../ui/words/words.ts';

export const COLUMNS = 4;
/** Rows that fit whole. */
export const ROWS = 2;
export const BANNER_ID = 'banner';
export const RETRY_ID = 'retry';

export interface Tab {
  readonly id: string;
  readonly label: string;
  /** The category it shows; `null` is all, `undefined` opens the history instead. */
  readonly category?: string | null;
}

export function tabsOf(categories: readonly Category[]): Tab[] {
  const { all, history } = words.value.home;
  return [
    { id: 'tab-all', label: all, category: null },
    ...categories.map(({ id, title }) => ({
      id: `tab-category-${id}`,
      label: say(title),
      category: id,
    })),
    { id: 'tab-history', label: history },
  ];
}

const PREFIX = 'service-';

/** Element id of what stands at an index, loaded or not. */
export function itemIdAt(list: ServiceList, index: number): string {
  const service = list.items[index];
  return service === undefined ? `place-${index}` : PREFIX + service.serviceId;
}

/** The reverse, for services only. */
export const serviceIdOf = (itemId: string): string | null =>
  itemId.indexOf(PREFIX) === 0 ? itemId.slice(PREFIX.length) : null;

/** One zone a category, so that each remembers its own place. */
export function gridZone(services: Loaded<ServiceList>, category: string | null): Zone {
  const zone = { id: `services:${category ?? ''}`, columns: COLUMNS, exits: { up: 'tabs' } };
  if (services.state === 'ready') {
    const list = services.value;
    return { ...zone, length: list.total, pageRows: ROWS, idAt: (index) => itemIdAt(list, index) };
  }
  return { ...zone, length: services.state === 'failed' ? 1 : 0, idAt: () => RETRY_ID };
}
