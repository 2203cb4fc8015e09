import { fill } from '../../ui/words/fill.ts';
import { words } from '../../ui/words/words.ts';
import type { Portal } from '../portal.ts';
import { boxTail } from '../settings/boxTail.ts';
import type { PinAsked } from '../settings/dialogState.ts';
import { RESET_LENGTH } from './childLock.ts';
import { DigitsDialog } from './DigitsDialog.tsx';

/** The hotline knows who has this box; its code takes the lock off. */
export function ResetDialog({ portal, asked }: { portal: Portal; asked: PinAsked }) {
  const { lock: say } = words.value;
  const { settings, dialog, operator } = portal;
  return (
    <DigitsDialog
      portal={portal}
      id="pin-reset"
      title={say.reset}
      act={fill(say.resetAct, {
        hotline: operator.hotline,
        id: boxTail(settings.box.id),
        challenge: settings.lock.challenge().replace(/(...)(?=.)/, '$1\u00a0'),
      })}
      lengths={[RESET_LENGTH, RESET_LENGTH]}
      submit={async (code) => {
        if (!(await settings.lock.tryResetCode(code))) return say.resetWrong;
        dialog.value = asked.back;
        return undefined;
      }}
      onBack={() => {
        dialog.value = asked;
      }}
    />
  );
}
