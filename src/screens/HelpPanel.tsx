import { layout } from '../ui/layout.ts';
import type { Operator } from '../ui/operator.ts';
import { Qr } from '../ui/Qr.tsx';
import { fill } from '../ui/words/fill.ts';
import { words } from '../ui/words/words.ts';
import styles from './HelpPanel.module.css';
import { helpText } from './helpText.ts';

interface Props {
  /** Unknown while its configuration is what is wrong. */
  readonly operator?: Pick<Operator, 'hotline' | 'helpUrl'> | undefined;
  /** What to tell the hotline. */
  readonly code: string;
  readonly label?: string;
  /** Of the QR code, in rem. */
  readonly size?: number;
}

/** Says whom to call and what to say there, large, and both for a phone's camera. Needs no network. */
export function HelpPanel({ operator, code, label = words.value.row.ref, size = 6.4 }: Props) {
  return (
    <div class={styles.help}>
      <Qr text={helpText(operator, label, code)} size={layout.value === 'sd' ? 4.6 : size} />
      <div class={styles.told}>
        {operator && (
          <p class={styles.number}>{fill(words.value.hotline, { number: operator.hotline })}</p>
        )}
        <p class={styles.label}>{label}</p>
        <p class={styles.code}>{code}</p>
      </div>
    </div>
  );
}
