/** A list that comes page by page. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Answer, Failure } from './opsClient.ts';

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

export interface Paging<T> {
  readonly state: ReadonlySignal<Paged<T>>;
  /** Loads from the beginning, as many items as were shown before. */
  load(): Promise<void>;
  more(): Promise<void>;
}

interface PagingParts<T> {
  ask(cursor: string | undefined): Answer<Page<T>>;
  readonly kept?: Page<T> | undefined;
  keep?(page: Page<T>): void;
}

export function createPaging<T>({ ask, kept, keep = () => {} }: PagingParts<T>): Paging<T> {
  const state = signal<Paged<T>>(
    kept
      ? { ...kept, isLoading: true, isThere: true }
      : { items: [], isLoading: true, isThere: false },
  );
  let asked = 0;

  /** Appends to `items` until there are `wanted`, or no more. */
  async function fetchOnto(items: readonly T[], from: string | undefined, wanted: number) {
    const number = ++asked;
    const { failure: _, ...before } = state.value;
    state.value = { ...before, isLoading: true };
    let all = items;
    let cursor = from;
    do {
      const answer = await ask(cursor);
      if (number !== asked) return;
      if (!answer.ok) {
        state.value = { ...state.value, failure: answer.error, isLoading: false };
        return;
      }
      all = [...all, ...answer.value.items];
      cursor = answer.value.cursor;
    } while (cursor !== undefined && all.length < wanted);
    keep({ items: all, cursor });
    state.value = { items: all, cursor, isLoading: false, isThere: true };
  }

  return {
    state,
    load: () => fetchOnto([], undefined, state.value.items.length),
    async more() {
      const { items, cursor, isLoading } = state.value;
      if (cursor === undefined || isLoading) return;
      await fetchOnto(items, cursor, items.length + 1);
    },
  };
}
