import { Focusable } from '../../ui/Focusable.tsx';
import { month } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import type { Portal } from '../portal.ts';
import styles from './Months.module.css';

/** So many fit in every language and size of letters. */
const VISIBLE = 4;

interface Props {
  /** `null` is all of them. */
  readonly months: readonly (string | null)[];
  readonly chosen: number;
  readonly portal: Portal;
}

export const monthItemId = (one: string | null): string => `month-${one ?? 'all'}`;

/** The months that have orders, those around the chosen one. */
export function Months({ months, chosen, portal }: Props) {
  const first = Math.max(0, Math.min(chosen - 1, months.length - VISIBLE));
  return (
    <div class={styles.months}>
      {months.slice(first, first + VISIBLE).map((one) => (
        <Focusable
          key={one}
          id={monthItemId(one)}
          focus={portal.focus}
          look="button"
          class={styles.month}
        >
          <span data-selected={one === months[chosen] ? '' : undefined}>
            {one === null ? words.value.history.all : month(one, portal.now.peek())}
          </span>
        </Focusable>
      ))}
    </div>
  );
}
