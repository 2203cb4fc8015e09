import { Countdown } from '../../ui/Countdown.tsx';
import { Message } from '../../ui/Message.tsx';
import { fill } from '../../ui/words/fill.ts';
import { minutesAndSeconds } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';
import type { ScreenProps } from '../screenProps.ts';
import { takeKeys } from '../takeKeys.ts';
import { CardPicture, LOOKS } from './CardPicture.tsx';
import styles from './WaitCardScreen.module.css';

/** Only the end of the wait is counted down: a clock from the start would hurry people. */
const COUNTED_SECONDS = 30;

export function WaitCardScreen({ step, send, portal }: ScreenProps<'waitCard'>) {
  const { card, hint } = words.value;
  const { order } = step.payable;
  const cancel = () => send({ kind: 'back' });
  const actions: readonly Action[] = [{ id: 'cancel', label: card.cancel, run: cancel }];
  takeKeys(portal, {
    key: `waitCard:${order.orderId}`,
    zones: [actionZone(actions)],
    onOk: runAction(actions),
    onBack: cancel,
  });
  const { title, act, state } = card.sight[step.sight];
  return (
    <ScreenFrame
      portal={portal}
      money={['due', order.amountFen]}
      hints={[
        ['ok', hint.cancel],
        ['back', hint.cancel],
      ]}
    >
      <div class={styles.columns}>
        <CardPicture sight={step.sight} />
        <div class={styles.words}>
          <Message title={title} act={act} money={card.doNotRemove} />
          <p class={styles.state} data-tone={LOOKS[step.sight].lamp}>
            {state}
          </p>
          <p class={styles.left}>
            <Countdown
              now={portal.now}
              until={() => portal.visit.since + portal.limits.cardWaitMs}
              say={(left) =>
                left > COUNTED_SECONDS ? '' : fill(card.waiting, { time: minutesAndSeconds(left) })
              }
            />
          </p>
          <ActionButtons actions={actions} focus={portal.focus} />
        </div>
      </div>
    </ScreenFrame>
  );
}
