import type { ComponentChildren } from 'preact';
import { count } from '../state/format.ts';
import { say } from '../state/language.ts';
import type { Paging } from '../state/paging.ts';
import { Button } from './Button.tsx';
import { type Column, DataTable } from './DataTable.tsx';
import { FailureNotice } from './Notice.tsx';
import styles from './PagedTable.module.css';
import { Waiting } from './Waiting.tsx';

interface Props<T> {
  readonly caption: string;
  readonly paging: Paging<T>;
  readonly columns: readonly Column<T>[];
  readonly empty: ComponentChildren;
  rowKey(row: T): string;
}

/** A list that comes page by page: shows waiting, an empty list, a failure with a retry, and a button for more. */
export function PagedTable<T>({ caption, paging, columns, empty, rowKey }: Props<T>) {
  const { items, cursor, isLoading, isThere, failure } = paging.state.value;
  const retry = () => void (isThere && cursor !== undefined ? paging.more() : paging.load());
  const notice = failure && (
    <div class={styles.failure}>
      <FailureNotice failure={failure} onRetry={retry} />
    </div>
  );
  if (!isThere) return notice ?? <Waiting />;
  if (items.length === 0) return notice ?? <>{empty}</>;
  return (
    <>
      <DataTable caption={caption} columns={columns} rows={items} rowKey={rowKey} />
      {notice}
      <div class={styles.end}>
        <span role="status">
          {cursor === undefined
            ? say(`共 ${count(items.length)} 条`, `${count(items.length)} in all`)
            : say(`已显示 ${count(items.length)} 条`, `${count(items.length)} shown`)}
        </span>
        {cursor !== undefined && (
          <Button onPress={() => void paging.more()} disabled={isLoading}>
            {isLoading ? say('正在读取…', 'Loading…') : say('更多', 'More')}
          </Button>
        )}
      </div>
    </>
  );
}
