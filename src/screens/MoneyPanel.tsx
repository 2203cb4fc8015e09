import type { ComponentChildren } from 'preact';
import { type Row, Rows } from '../ui/Rows.tsx';
import { Total } from '../ui/Total.tsx';
import { words } from '../ui/words/words.ts';
import styles from './MoneyPanel.module.css';
import type { Portal } from './portal.ts';
import type { KnownAmount } from './ScreenFrame.tsx';
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
    <div>
      {head && <ServiceHead portal={portal} {...head} />}
      <div class={styles.rows}>
        <Rows rows={rows} isDense={Boolean(children) && rows.length > 4} />
      </div>
      {children}
    </div>
    {known && (
      <div class={styles.total}>
        <Total
          label={words.value.total[known[0]]}
          fen={known[1]}
          willBeDebited={known[0] === 'due' || known[0] === 'paying'}
        />
      </div>
    )}
  </section>
);
