import type { Loaded } from '../../catalogue/loaded.ts';
import type { Category, ServiceList } from '../../catalogue/serviceList.ts';
import type { Zone } from '../../remote/zones.ts';
import type { IconName } from '../../ui/icons.ts';
import { type Layout, layout } from '../../ui/layout.ts';
import { say, words } from '../../ui/words/words.ts';

export const BANNER_ID = 'banner';
export const RETRY_ID = 'retry';
export const SEARCH_ID = 'tab-search';
const HISTORY_ID = 'tab-history';
export const SETTINGS_ID = 'tab-settings';

/** The size of a list on the screen: columns and rows that fit whole, and the height of a row with its gap. */
export interface Shape {
  readonly columns: number;
  readonly rows: number;
  readonly pitchRem: number;
}

const GRIDS: Readonly<Record<Layout, Shape>> = {
  hd: { columns: 4, rows: 2, pitchRem: 10.4 },
  sd: { columns: 2, rows: 2, pitchRem: 8.3 },
};
/** On a small screen the banner takes the room of a row. */
const BELOW_BANNER: Shape = { ...GRIDS.sd, rows: 1 };
const LISTS: Readonly<Record<Layout, Shape>> = {
  hd: { columns: 1, rows: 6, pitchRem: 3.75 },
  sd: { columns: 1, rows: 4, pitchRem: 4.45 },
};
export const gridShape = (hasBanner = false): Shape =>
  hasBanner && layout.value === 'sd' ? BELOW_BANNER : GRIDS[layout.value];
export const listShape = (): Shape => LISTS[layout.value];

export interface Tab {
  readonly id: string;
  readonly label: string;
  /** Stands for the label where there is one. */
  readonly icon?: IconName;
  /** The category it shows; `null` is all, `undefined` opens something else instead. */
  readonly category?: string | null;
}

/** All, the categories, and at the end those that open something else. */
export function tabsOf(categories: readonly Category[]): Tab[] {
  const { all, search, history, settings } = words.value.home;
  return [
    { id: 'tab-all', label: all, category: null },
    ...categories.map(({ id, title }) => ({
      id: `tab-category-${id}`,
      label: say(title),
      category: id,
    })),
    { id: SEARCH_ID, label: search, icon: 'search' },
    { id: HISTORY_ID, label: history },
    { id: SETTINGS_ID, label: settings },
  ];
}

const PREFIX = 'service-';
const PLACE = 'place-';

/** Element id of what stands at an index, loaded or not. */
export function itemIdAt(list: ServiceList, index: number): string {
  const service = list.at(index);
  return service === undefined ? PLACE + index : PREFIX + service.serviceId;
}

/** The reverse, for services only. */
export const serviceIdOf = (itemId: string): string | null =>
  itemId.indexOf(PREFIX) === 0 ? itemId.slice(PREFIX.length) : null;

/** Whether the element stands for a service whose page has not come. */
export const isPlace = (itemId: string): boolean => itemId.indexOf(PLACE) === 0;

/** A list that is shown as `shape`. One zone a list, so that each remembers its own place. */
export function listZone(
  id: string,
  services: Loaded<ServiceList>,
  { columns, rows }: Shape,
  exits: NonNullable<Zone['exits']>,
): Zone {
  const zone = { id, columns, exits };
  if (services.state === 'ready') {
    const list = services.value;
    return {
      ...zone,
      length: list.total,
      pageRows: rows,
      idAt: (index) => itemIdAt(list, index),
      indexOf(itemId) {
        const serviceId = serviceIdOf(itemId);
        return serviceId === null ? -1 : list.indexOf(serviceId);
      },
    };
  }
  return { ...zone, length: services.state === 'failed' ? 1 : 0, idAt: () => RETRY_ID };
}

export const gridZone = (
  services: Loaded<ServiceList>,
  category: string | null,
  shape: Shape = gridShape(),
): Zone => listZone(`services:${category ?? ''}`, services, shape, { up: 'tabs' });
