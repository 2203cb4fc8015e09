import type { ReaderSight } from '../../payment/steps.ts';
import { Countdown } from '../../ui/Countdown.tsx';
import { Message } from '../../ui/Message.tsx';
import { fill } from '../../ui/words/fill.ts';
import { minutesAndSeconds } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionHints, actionZone, askForReader, runAction } from '../actions.ts';
import type { ScreenProps } from '../portal.ts';
import { ScreenFrame, STEP } from '../ScreenFrame.tsx';
import { takeKeys } from '../takeKeys.ts';
import { CardPicture, lookAt } from './CardPicture.tsx';
import styles from './WaitCardScreen.module.css';

/** Only the end of the wait is counted down: a clock from the start would hurry people. */
const COUNTED_SECONDS = 30;

export function WaitCardScreen({ step, send, portal }: ScreenProps<'waitCard'>) {
  const { card, hint } = words.value;
  const { order } = step.payable;
  const cancel = () => send({ kind: 'back' });
  const look = lookAt(step.sight);
  const isAsked = step.sight === 'no-reader' && portal.reader.canRequest.value;
  const actions: readonly Action[] = [
    ...(isAsked ? [askForReader(portal)] : []),
    { id: 'cancel', label: card.cancel, run: cancel },
  ];
  takeKeys(portal, {
    key: `waitCard:${order.orderId}:${isAsked}`,
    zones: [actionZone(actions)],
    onOk: runAction(actions),
    onBack: cancel,
  });
  const sight = card.sight[step.sight];
  const others: { readonly [what in ReaderSight]?: string } = card.beside;
  const beside = step.sight === 'empty' && others[portal.reader.beside.value];
  const { title, act } = isAsked ? card.allow : sight;
  return (
    <ScreenFrame
      portal={portal}
      at={STEP.pay}
      money={['due', order.amountFen]}
      hints={actionHints(actions, hint.cancel)}
    >
      <div class={styles.columns}>
        <CardPicture sight={step.sight} />
        <div class={styles.words}>
          <Message
            title={title}
            act={act}
            money={look.lamp === 'ok' ? card.doNotRemove : undefined}
          />
          <p class={styles.state} data-tone={beside ? 'warn' : look.lamp}>
            {beside || sight.state}
          </p>
          {look.depth === null && (
            <p class={styles.ports}>{fill(card.ports, { ports: portal.reader.ports.value })}</p>
          )}
          <p class={styles.left}>
            <Countdown
              now={portal.now}
              until={() => portal.visit.since + portal.limits.cardWaitMs()}
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
