/**
 * A long list, fetched as its rows come near the screen, in any order. When it may have changed it is fetched again
 * beside the old one, which stays on the screen until the rows that are looked at are there: nothing flickers, and old
 * and new rows never stand side by side.
 */
import { signal } from '@preact/signals';
import { type AbortSource, abortSource } from '../shared/abort.ts';
import type { Tsp } from '../tsp/tspClient.ts';
import type { ReadServicePage } from '../tsp/tspTypes.ts';
import type { Lane } from './lane.ts';
import { failed, type Loaded } from './loaded.ts';
import { type Choice, type LongList, PAGE, type ServiceList } from './serviceList.ts';
import { type ServicePages, servicePages } from './servicePages.ts';

/** How many services beyond the screen are fetched too, for a viewer who goes on. */
const AHEAD = 16;
/** A list that changes with every answer is not chased forever. */
const MOST_CHANGES = 3;
const UNKNOWN = -1;

export interface OpenList extends LongList {
  /** Another list. With `keeps` the old rows stay until it comes; else there are none. */
  open(choice: Choice, keeps: boolean): void;
  /** Fetches the same list again. */
  reload(): void;
  /** Has no rows until `reload`, and is the list of all again. */
  forget(): void;
}

const pageAt = (index: number) => Math.floor(index / PAGE);

/** `first` is fetched once it is needed; without it the list begins with `open`. */
export function createLongList(
  tsp: Pick<Tsp, 'services'>,
  lane: Lane,
  first: Choice | null,
  onPage: (page: ReadServicePage) => void = () => {},
): OpenList {
  const list = signal<Loaded<ServiceList>>({ state: 'loading' });
  let shown: ServicePages | null = null;
  /** Being fetched, to take the place of `shown`. */
  let next: ServicePages | null = first && servicePages(first, UNKNOWN);
  let asking = new Map<number, AbortSource>();
  let from = 0;
  let to = 1;
  let goesDown = true;
  let changes = 0;

  /** Pages on the screen; where the list has become shorter, those at its end. */
  function onScreen({ total }: ServicePages): number[] {
    if (total === UNKNOWN) return [pageAt(from), pageAt(to - 1)];
    const end = Math.min(to, total);
    const start = Math.max(0, Math.min(from, end - (to - from)));
    return end > 0 ? [pageAt(start), pageAt(end - 1)] : [];
  }

  /** The page to be asked for next: one on the screen, and when all of them are here, the one the viewer comes to. */
  function missing(pages: ServicePages): number | undefined {
    const seen = onScreen(pages).filter((page) => !pages.has(page));
    if (seen.length > 0) {
      return seen.filter((page) => !asking.has(page) && !pages.failed.get(page))[0];
    }
    const ahead = goesDown ? to - 1 + AHEAD : from - AHEAD;
    const page = pageAt(ahead);
    const isWanted = ahead >= 0 && ahead < pages.total && !pages.has(page);
    return isWanted && !asking.has(page) && !pages.failed.has(page) ? page : undefined;
  }

  function pump(): void {
    for (;;) {
      const pages = next ?? shown;
      const page = pages ? missing(pages) : undefined;
      if (pages === null || page === undefined || !lane.enter(pump)) return;
      void ask(pages.choice, page);
    }
  }

  async function ask(choice: Choice, page: number): Promise<void> {
    const abort = abortSource();
    const mine = asking;
    mine.set(page, abort);
    const query = { ...choice, from: page * PAGE, limit: PAGE };
    const answer = await tsp.services(query, abort.signal);
    if (mine === asking) {
      mine.delete(page);
      if (answer.ok) take(page, answer.value);
      else giveUp(page, failed(answer.error));
    }
    lane.leave();
    pump();
  }

  /** Begins another list: what was loaded is of the old one. */
  function begin(choice: Choice): void {
    asking.forEach((abort) => {
      abort.abort();
    });
    asking = new Map();
    next = servicePages(choice, UNKNOWN);
    changes = 0;
    if (shown === null) list.value = { state: 'loading' };
  }

  function startOver(choice: Choice): void {
    begin(choice);
    pump();
  }

  const show = (pages: ServicePages) => {
    shown = pages;
    list.value = { state: 'ready', value: pages };
  };

  function giveUp(page: number, why: Loaded<never>): void {
    const isSeen = onScreen((next ?? shown)!).indexOf(page) >= 0;
    next?.failed.set(page, isSeen);
    shown?.failed.set(page, isSeen);
    if (!isSeen) return;
    if (shown !== null && (next === null || next.choice === shown.choice)) show(shown);
    else {
      shown = null;
      list.value = why;
    }
  }

  function take(page: number, answer: ReadServicePage): void {
    const { items, total } = answer;
    const isBeyond = page * PAGE >= total;
    const isWhole = items.length === Math.min(PAGE, total - page * PAGE);
    let pages = (next ?? shown)!;
    const isSame = pages.total === total && (!isWhole || pages.put(page, items));
    if (!isSame && pages.total !== UNKNOWN) changes++;
    if ((!isWhole && !isBeyond) || changes > MOST_CHANGES) {
      giveUp(page, { state: 'failed', problem: null });
      return;
    }
    if (!isSame) {
      pages = servicePages(pages.choice, total);
      if (isWhole) pages.put(page, items);
      next = pages;
    }
    onPage(answer);
    const seen = onScreen(pages);
    if (pages === next) {
      if (!seen.every(pages.has)) return;
      next = null;
      show(pages);
    } else if (seen.indexOf(page) >= 0) show(pages);
  }

  return {
    list,
    open(choice, keeps) {
      from = 0;
      to = 1;
      if (!keeps) shown = null;
      startOver(choice);
    },
    forget() {
      from = 0;
      to = 1;
      shown = null;
      begin({});
    },
    reload() {
      const pages = next ?? shown;
      if (pages !== null) startOver(pages.choice);
    },
    need(newFrom, newTo) {
      const pages = next ?? shown;
      if (pages === null || (newFrom === from && newTo === to && shown !== null)) return;
      goesDown = newFrom >= from;
      from = newFrom;
      to = newTo;
      changes = 0;
      const seen = onScreen(pages);
      for (const known of [shown, next]) {
        known?.failed.forEach((wasSeen, page) => {
          if (wasSeen && seen.indexOf(page) < 0) known.failed.delete(page);
        });
        seen.forEach((page) => {
          known?.touch(page);
        });
      }
      pump();
    },
    retry() {
      changes = 0;
      next?.failed.clear();
      shown?.failed.clear();
      if (shown === null) list.value = { state: 'loading' };
      else show(shown);
      pump();
    },
  };
}
