import type { ComponentChildren } from 'preact';
import { type Row, Rows } from '../ui/Rows.tsx';
import { Total } from '../ui/Total.tsx';
import { words } from '../ui/words/words.ts';
import { type KnownAmount, willBeDebited } from './knownAmount.ts';
import styles from './MoneyPanel.module.css';
import type { Portal } from './portal.ts';
import { type Head, ServiceHead } from './ServiceHead.tsx';

interface MoneyPanelProps {
  readonly portal: Pick<Portal, 'catalogue'>;
  readonly head?: Head | undefined;
  readonly rows: readonly Row[];
  readonly known?: KnownAmount | undefined;
  readonly children?: ComponentChildren;
}

/** The panel of every money screen: the service above, lines, the total at the foot, always the same size and place. */
export const MoneyPanel = ({ portal, head, rows, known, children }: MoneyPanelProps) => (
  <section class={styles.panel}>
    {head && (
      <ServiceHead {...head} portal={portal} isNarrow={Boolean(children) && rows.length > 4} />
    )}
    <div class={styles.rows}>
      <Rows rows={rows} isDense={rows.length > (children ? 4 : head ? 5 : 6)} />
    </div>
    {children}
    {known && (
      <div class={styles.total}>
        <Total
          label={words.value.total[known[0]]}
          fen={known[1]}
          willBeDebited={willBeDebited(known)}
        />
      </div>
    )}
  </section>
);
