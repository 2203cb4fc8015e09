/** The hooks of pages: they load when the page is shown, ask again while it is shown, and stop when it is left. */
import { useEffect, useMemo } from 'preact/hooks';
import { useConsole } from './console.ts';
import { createLoading, type Loading } from './loading.ts';
import type { Answer } from './opsClient.ts';
import { createPaging, type Page, type Paging } from './paging.ts';

/** `key` names the answer and must not change while the component exists: give the component a `key`. */
export function useLoading<T>(key: string, ask: () => Answer<T>, everyMs?: number): Loading<T> {
  const { cache, timers, isVisible } = useConsole();
  const loading = useMemo(
    () =>
      createLoading<T>({
        ask,
        timers,
        isVisible,
        kept: cache.get(key) as T | undefined,
        keep: (value) => cache.set(key, value),
      }),
    [],
  );
  useEffect(() => {
    void loading.load();
    if (everyMs !== undefined) return loading.poll(everyMs);
  }, []);
  return loading;
}

export function usePaging<T>(
  key: string,
  ask: (cursor: string | undefined) => Answer<Page<T>>,
): Paging<T> {
  const { cache } = useConsole();
  const paging = useMemo(
    () =>
      createPaging<T>({
        ask,
        kept: cache.get(key) as Page<T> | undefined,
        keep: (page) => cache.set(key, page),
      }),
    [],
  );
  useEffect(() => void paging.load(), []);
  return paging;
}
