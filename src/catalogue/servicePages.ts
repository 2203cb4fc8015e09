import type { ReadServicePage } from '../tsp/tspTypes.ts';
import { type Choice, PAGE, type ServiceList } from './serviceList.ts';

/** `undefined` in the place of one that could not be read. */
type Items = Readonly<ReadServicePage['items']>;

/** How many pages are kept, those used last: enough to turn back to, and little of a small box's memory. */
const KEPT = 4;

export interface ServicePages extends ServiceList {
  has(page: number): boolean;
  /** Notes that a page is looked at. */
  touch(page: number): void;
  /** False, and nothing is taken, when one of them stands elsewhere already: the list has changed. */
  put(page: number, services: Items): boolean;
  /** Pages that did not come, and whether they were on the screen then. */
  readonly failed: Map<number, boolean>;
}

/** The pages of one list as it was at one time. */
export function servicePages(choice: Choice, total: number): ServicePages {
  const pages = new Map<number, Items>();
  const places = new Map<string, number>();
  const failed = new Map<number, boolean>();
  const pageOf = (index: number) => pages.get(Math.floor(index / PAGE));
  return {
    choice,
    total,
    failed,
    pageOf,
    at: (index) => pageOf(index)?.[index % PAGE],
    indexOf: (serviceId) => places.get(serviceId) ?? -1,
    hasFailed: (index) => failed.get(Math.floor(index / PAGE)) === true,
    has: (page) => pages.has(page),
    touch(page) {
      const services = pages.get(page);
      if (services === undefined) return;
      pages.delete(page);
      pages.set(page, services);
    },
    put(page, services) {
      if (services.some((service) => service && places.has(service.serviceId))) return false;
      pages.set(page, services);
      services.forEach((service, at) => {
        if (service) places.set(service.serviceId, page * PAGE + at);
      });
      pages.forEach((old, number) => {
        if (pages.size <= KEPT) return;
        pages.delete(number);
        for (const service of old) if (service) places.delete(service.serviceId);
      });
      return true;
    },
  };
}
