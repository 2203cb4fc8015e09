import { Countdown } from '../../ui/Countdown.tsx';
import { Message } from '../../ui/Message.tsx';
import { Note, Split } from '../../ui/Split.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { minutesAndSeconds } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import { MoneyPanel } from '../MoneyPanel.tsx';
import { quoteRows } from '../quoteRows.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import styles from './ConfirmScreen.module.css';

/** A press meant for the screen before must not pay. */
const GUARD_OK_MS = 400;

export function ConfirmScreen({ step: { quote }, send, portal }: ScreenProps<'confirm'>) {
  const { confirm, hint, row, steps } = words.value;
  const back = () => send({ kind: 'back' });
  const actions: readonly Action[] = [
    { id: 'pay', label: confirm.pay, run: () => send({ kind: 'amountConfirmed' }) },
    { id: 'change', label: confirm.change, run: back },
  ];
  takeKeys(portal, {
    key: `confirm:${quote.quoteId}`,
    zones: [actionZone(actions)],
    guardOkMs: GUARD_OK_MS,
    onOk: runAction(actions),
    onBack: back,
  });
  return (
    <ScreenFrame
      portal={portal}
      money={['due', quote.amountFen]}
      hints={[
        ['sides', hint.choose],
        ['ok', hint.confirm],
        ['back', hint.previous],
      ]}
    >
      <Split
        left={
          <>
            <Message title={confirm.title} act={confirm.act} money={confirm.money} />
            <div class={styles.steps}>
              <Steps names={steps} at={1} />
            </div>
          </>
        }
        foot={
          <>
            <ActionButtons actions={actions} focus={portal.focus} />
            <Note>
              <Countdown
                now={portal.now}
                until={Date.parse(quote.expiresAt)}
                say={(left) =>
                  left > 0 ? confirm.validFor(minutesAndSeconds(left)) : confirm.expired
                }
              />
            </Note>
          </>
        }
        right={
          <MoneyPanel rows={quoteRows(quote)} total={{ label: row.total, fen: quote.amountFen }} />
        }
      />
    </ScreenFrame>
  );
}
