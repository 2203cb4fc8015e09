/** Lists of services too long to be loaded whole: what is here of them, and how the rest is asked for. */
import type { ReadonlySignal } from '@preact/signals';
import type { Service, Text } from '../tsp/tspTypes.ts';
import type { Loaded } from './loaded.ts';

/** Services in a page. It can be divided by 2, 3 and 4: a row of the screen lies on one page. */
export const PAGE = 48;

export interface Category {
  readonly id: string;
  readonly title: Text;
}

/** Which services are on a list; all of them without either. */
export interface Choice {
  readonly category?: string;
  /** Digits a number begins with, or letters the initials of a title contain. */
  readonly q?: string;
}

export interface ServiceList {
  readonly choice: Choice;
  readonly total: number;
  /** The service at an index, where its page is here and the service could be read. No service stands at two. */
  at(index: number): Service | undefined;
  /** The page an index lies on: the same array as long as nothing on it changes. */
  pageOf(index: number): readonly (Service | undefined)[] | undefined;
  /** Index of a service that is here, else -1. */
  indexOf(serviceId: string): number;
  /** Its page was looked at and did not come. */
  hasFailed(index: number): boolean;
}

export interface LongList {
  /** Changes with every page that comes. */
  readonly list: ReadonlySignal<Loaded<ServiceList>>;
  /** Says which rows are on the screen, `to` exclusive: their pages are asked for before all others. */
  need(from: number, to: number): void;
  /** Asks again for what did not come. */
  retry(): void;
}

/** A service and where it stands among all. */
export interface Found {
  readonly index: number;
  readonly service: Service;
}

export interface Services {
  readonly categories: ReadonlySignal<readonly Category[]>;
  /** The chosen tab; `null` is "all". */
  readonly category: ReadonlySignal<string | null>;
  chooseCategory(id: string | null): void;
  /** The list of the chosen tab. */
  readonly services: LongList;
  /** What the viewer types to find a service; `null` while nobody searches. */
  readonly query: ReadonlySignal<string | null>;
  search(query: string | null): void;
  /** What is found, a moment after the last letter; what was found before stays until then. */
  readonly found: LongList;
  /** The service of exactly this number, `null` when there is none. */
  find(number: number): Promise<Loaded<Found | null>>;
}
