/** The hooks of pages: they load when the page is shown, ask again while it is shown, and stop when it is left. */
import { useEffect, useMemo } from 'preact/hooks';
import { useConsole } from './console.ts';
import { createLoading, type Loading } from './loading.ts';
import type { Answer } from './opsClient.ts';
import type { Total } from './opsTypes.ts';
import { createPaging, type Page, type Paging, type Place } from './paging.ts';

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

/** `key` names the list with its filters; with another key it is another list. */
export function usePaging<T>(
  key: string,
  ask: (cursor: string | undefined, welcome: number) => Answer<Page<T>>,
  askTotal?: () => Answer<Total | undefined>,
): Paging<T> {
  const { cache } = useConsole();
  const paging = useMemo(() => {
    const place = (cache.get(`place/${key}`) as Place | undefined) ?? { top: 0 };
    cache.set(`place/${key}`, place);
    return createPaging<T>({
      ask,
      askTotal,
      kept: cache.get(key) as Page<T> | undefined,
      keep: (page) => cache.set(key, page),
      place,
    });
  }, [key]);
  useEffect(() => {
    void paging.load();
    return paging.stop;
  }, [paging]);
  return paging;
}
