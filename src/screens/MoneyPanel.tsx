import type { ComponentChildren } from 'preact';
import type { Fen } from '../shared/money.ts';
import { type Row, Rows } from '../ui/Rows.tsx';
import { Total } from '../ui/Total.tsx';
import styles from './MoneyPanel.module.css';

interface MoneyPanelProps {
  readonly rows: readonly Row[];
  readonly total?: readonly [label: string, fen: Fen] | undefined;
  readonly children?: ComponentChildren;
}

/** The panel of every money screen: lines above, the total at the foot, always the same size and place. */
export const MoneyPanel = ({ rows, total, children }: MoneyPanelProps) => (
  <section class={styles.panel}>
    <div>
      <Rows rows={rows} isDense={Boolean(children) && rows.length > 4} />
      {children}
    </div>
    {total && (
      <div class={styles.total}>
        <Total label={total[0]} fen={total[1]} />
      </div>
    )}
  </section>
);
