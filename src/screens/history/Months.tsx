import { Focusable } from '../../ui/Focusable.tsx';
import { month } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import type { Portal } from '../portal.ts';
import styles from './Months.module.css';

/** How many fit in every language and type size. */
const VISIBLE = 4;

interface Props {
  /** `null` is all of them. */
  readonly months: readonly (string | null)[];
  readonly chosen: number;
  readonly portal: Portal;
}

export const monthItemId = (yearMonth: string | null): string => `month-${yearMonth ?? 'all'}`;

/** The months that have orders, those around the chosen one. */
export function Months({ months, chosen, portal }: Props) {
  const first = Math.max(0, Math.min(chosen - 1, months.length - VISIBLE));
  return (
    <div class={styles.months}>
      {months.slice(first, first + VISIBLE).map((yearMonth) => (
        <Focusable
          key={yearMonth}
          id={monthItemId(yearMonth)}
          focus={portal.focus}
          look="button"
          class={styles.month}
        >
          <span data-selected={yearMonth === months[chosen] ? '' : undefined}>
            {yearMonth === null ? words.value.history.all : month(yearMonth, portal.now.peek())}
          </span>
        </Focusable>
      ))}
    </div>
  );
}
