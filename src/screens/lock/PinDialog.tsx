import { Countdown } from '../../ui/Countdown.tsx';
import { fill } from '../../ui/words/fill.ts';
import { amount, minutesAndSeconds } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { actionHints, actionZone, runAction } from '../actions.ts';
import { Dialog, DialogText } from '../Dialog.tsx';
import type { Portal } from '../portal.ts';
import type { PinAsked } from '../settings/dialogState.ts';
import { PIN_LENGTH, TRIES } from './childLock.ts';
import { DigitsDialog } from './DigitsDialog.tsx';
import styles from './PinDialog.module.css';

/** Asks for the PIN before a payment or a change of the lock; after too many wrong ones there is a wait. */
export function PinDialog({ portal, asked }: { portal: Portal; asked: PinAsked }) {
  const { lock: say, hint, progress, refused } = words.value;
  const { settings, dialog } = portal;
  const { lock } = settings;
  lock.look();
  const back = () => {
    dialog.value = asked.back;
  };
  const forgot = {
    id: 'forgot',
    label: say.forgot,
    run() {
      dialog.value = { at: 'reset', asked };
    },
  };
  const until = lock.waitsUntil.value;
  if (until !== null) {
    const actions = [{ id: 'back', label: refused.back, run: back }, forgot];
    return (
      <Dialog
        portal={portal}
        id="pin-wait"
        title={say.wait}
        zones={[actionZone(actions)]}
        onOk={runAction(actions)}
        onBack={back}
        hints={actionHints(actions, hint.previous)}
      >
        <DialogText>{say.waitAct}</DialogText>
        <p class={styles.left}>
          <Countdown
            now={portal.now}
            until={() => until}
            say={(seconds) => fill(say.waitLeft, { time: minutesAndSeconds(seconds) })}
          />
        </p>
        <ActionButtons actions={actions} focus={portal.focus} />
      </Dialog>
    );
  }
  const wrong = () => fill(say.wrong, { tries: lock.triesLeft() });
  return (
    <DigitsDialog
      portal={portal}
      id="pin"
      title={say.pin}
      act={
        asked.amountFen === undefined
          ? say.ownAct
          : fill(say.payAct, { amount: amount(asked.amountFen) })
      }
      note={asked.amountFen === undefined ? undefined : progress.mayCancel}
      wrong={lock.triesLeft() < TRIES ? wrong() : undefined}
      lengths={PIN_LENGTH}
      isSecret
      more={[forgot]}
      submit={async (pin) => {
        const lockKey = await lock.tryPin(pin);
        // The dialog was left meanwhile: the PIN opens nothing any more.
        if (dialog.value !== asked) return undefined;
        if (lockKey === null) return wrong();
        asked.opened(lockKey);
        return undefined;
      }}
      onBack={back}
    />
  );
}
