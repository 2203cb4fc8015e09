import { Countdown } from '../../ui/Countdown.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { fill } from '../../ui/words/fill.ts';
import { minutesAndSeconds } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { quoteRows } from '../quoteRows.ts';
import { Situation } from '../Situation.tsx';
import type { ScreenProps } from '../screenProps.ts';
import styles from './ConfirmScreen.module.css';

/** A press meant for the screen before must not pay. */
const GUARD_OK_MS = 400;

export function ConfirmScreen({ step: { quote }, send, portal }: ScreenProps<'confirm'>) {
  const { confirm, hint, steps } = words.value;
  return (
    <Situation
      portal={portal}
      send={send}
      id={`confirm:${quote.quoteId}`}
      title={confirm.title}
      act={confirm.act}
      money={confirm.money}
      below={
        <div class={styles.steps}>
          <Steps names={steps} at={1} />
        </div>
      }
      actions={[
        { id: 'pay', label: confirm.pay, run: () => send({ kind: 'amountConfirmed' }) },
        { id: 'change', label: confirm.change, run: () => send({ kind: 'back' }) },
      ]}
      guardOkMs={GUARD_OK_MS}
      back={hint.previous}
      note={
        <Countdown
          now={portal.now}
          until={() => Date.parse(quote.expiresAt)}
          say={(left) =>
            left > 0 ? fill(confirm.validFor, { time: minutesAndSeconds(left) }) : confirm.expired
          }
        />
      }
      known={['due', quote.amountFen]}
      rows={quoteRows(quote)}
    />
  );
}
