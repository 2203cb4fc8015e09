/** A list that comes page by page. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Answer, Failure } from './opsClient.ts';
import type { Total } from './opsTypes.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor?: string | undefined;
}

interface Paged<T> extends Page<T> {
  readonly isLoading: boolean;
  readonly failure?: Failure;
  /** The first page is there. */
  readonly isThere: boolean;
}

/** Where a person is in a list: kept while other pages are shown. */
export interface Place {
  /** How far it is scrolled, in pixels. */
  top: number;
  /** The row that the keys have chosen. */
  row?: string | undefined;
  /** The person has left the list through that row. */
  isOpened?: boolean;
}

export interface Paging<T> {
  readonly state: ReadonlySignal<Paged<T>>;
  /** How many rows there are on all pages; `undefined` while nobody knows. */
  readonly total: ReadonlySignal<Total | undefined>;
  readonly place: Place;
  /** Loads from the beginning, as many items as were shown before. */
  load(): Promise<void>;
  more(): Promise<void>;
  /** What is on its way is not waited for, and nothing else is asked for. */
  stop(): void;
}

interface PagingParts<T> {
  /** `welcome`: as many rows as are still wanted, and as many again as there are. */
  ask(cursor: string | undefined, welcome: number): Answer<Page<T>>;
  askTotal?: (() => Answer<Total | undefined>) | undefined;
  readonly kept?: Page<T> | undefined;
  keep?(page: Page<T>): void;
  readonly place?: Place | undefined;
}

export function createPaging<T>(parts: PagingParts<T>): Paging<T> {
  const { ask, askTotal, kept, keep = () => {}, place = { top: 0 } } = parts;
  const state = signal<Paged<T>>(
    kept
      ? { ...kept, isLoading: true, isThere: true }
      : { items: [], isLoading: true, isThere: false },
  );
  const total = signal<Total | undefined>(undefined);
  let asked = 0;
  let isStopped = false;

  /** Appends to `items` until there are `wanted`, or no more. A page may be empty and lead on. */
  async function fetchOnto(items: readonly T[], from: string | undefined, wanted: number) {
    const number = ++asked;
    const { failure: _, ...before } = state.value;
    state.value = { ...before, isLoading: true };
    let all = items;
    let cursor = from;
    do {
      const answer = await ask(cursor, Math.max(wanted - all.length, all.length));
      if (number !== asked || isStopped) return;
      if (!answer.ok) {
        state.value = { ...state.value, failure: answer.error, isLoading: false };
        return;
      }
      all = [...all, ...answer.value.items];
      cursor = answer.value.cursor;
      // Rows that are shown stay until there are as many newer ones.
      if (all.length >= state.value.items.length) {
        state.value = { items: all, cursor, isLoading: true, isThere: true };
      }
    } while (cursor !== undefined && all.length < wanted);
    keep({ items: all, cursor });
    state.value = { items: all, cursor, isLoading: false, isThere: true };
  }

  async function count(): Promise<void> {
    const { items, cursor, failure } = state.value;
    if (failure || isStopped) return;
    if (cursor === undefined) {
      total.value = { count: items.length, more: false };
      return;
    }
    const answer = await askTotal?.();
    // Meanwhile all pages may have come.
    if (answer?.ok && state.value.cursor !== undefined) total.value = answer.value;
  }

  return {
    state,
    total,
    place,
    async load() {
      await fetchOnto([], undefined, Math.max(1, state.value.items.length));
      await count();
    },
    async more() {
      const { items, cursor, isLoading } = state.value;
      if (cursor === undefined || isLoading) return;
      await fetchOnto(items, cursor, items.length + 1);
      if (state.value.cursor === undefined) await count();
    },
    stop() {
      isStopped = true;
    },
  };
}
