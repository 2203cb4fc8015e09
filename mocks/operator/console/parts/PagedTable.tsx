import type { ComponentChildren } from 'preact';
import { count } from '../state/format.ts';
import { say } from '../state/language.ts';
import type { Paging } from '../state/paging.ts';
import { FailureNotice } from './Notice.tsx';
import styles from './PagedTable.module.css';
import { Waiting } from './Waiting.tsx';
import { type WindowedProps, WindowedTable } from './WindowedTable.tsx';

interface Props<T> extends Omit<WindowedProps<T>, 'rows'> {
  readonly paging: Paging<T>;
  readonly empty: ComponentChildren;
}

/** How many rows are shown, of how many. */
function shownWords<T>({ state, total }: Paging<T>): string {
  const { items, cursor } = state.value;
  const shown = count(items.length);
  if (cursor === undefined) return say(`共 ${shown} 条`, `${shown} in all`);
  if (total.value === undefined) return say(`已读取 ${shown} 条`, `${shown} loaded`);
  const known = count(Math.max(total.value.count, items.length));
  return total.value.more
    ? say(`共 ${known} 条以上，已读取 ${shown} 条`, `more than ${known}, ${shown} loaded`)
    : say(`共 ${known} 条，已读取 ${shown} 条`, `${known} in all, ${shown} loaded`);
}

/**
 * A list that comes page by page, the next one before its rows are seen. It shows waiting, a search that takes long, an empty list,
 * and a failure with a retry; the head of the table always stands.
 */
export function PagedTable<T>({ paging, empty, ...table }: Props<T>) {
  const { items, cursor, isLoading, isThere, failure } = paging.state.value;
  const retry = () => void (isThere && cursor !== undefined ? paging.more() : paging.load());
  const isSearching = isLoading && isThere && items.length === 0;
  const total = paging.total.value;
  const known = cursor === undefined ? items.length : total?.more ? undefined : total?.count;
  return (
    <>
      <WindowedTable
        {...table}
        rows={items}
        total={isThere ? known : undefined}
        place={paging.place}
        onNearEnd={() => {
          if (!paging.state.peek().failure) void paging.more();
        }}
      >
        {failure && (
          <div class={styles.failure}>
            <FailureNotice failure={failure} onRetry={retry} />
          </div>
        )}
        {!isThere && !failure && (
          <div aria-busy="true">
            <Waiting />
          </div>
        )}
        {isSearching && (
          <p class={styles.search} role="status">
            {say('正在较早的记录中查找…', 'Searching older records…')}
          </p>
        )}
        {isThere && !isLoading && !failure && items.length === 0 && empty}
      </WindowedTable>
      {isThere && items.length > 0 && (
        <div class={styles.end}>
          <span role="status">{shownWords(paging)}</span>
          {isLoading && <span>{say('正在读取…', 'Loading…')}</span>}
        </div>
      )}
    </>
  );
}
