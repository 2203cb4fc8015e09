import { words } from '../../ui/words/words.ts';
import type { Portal } from '../portal.ts';
import { type DialogState, SETTINGS } from '../settings/dialogState.ts';
import { PIN_LENGTH } from './childLock.ts';
import { DigitsDialog } from './DigitsDialog.tsx';

interface NewPinDialogProps {
  readonly portal: Portal;
  readonly asked: DialogState & { at: 'newPin' };
}

/** A new PIN is entered twice. A lock just put on guards every payment, until another limit is chosen. */
export function NewPinDialog({ portal, asked }: NewPinDialogProps) {
  const { lock: say } = words.value;
  const { settings, dialog } = portal;
  const { lockKey, first, differed } = asked;
  const isFirst = first === undefined;
  const open = (state: DialogState) => {
    if (dialog.value === asked) dialog.value = state;
  };
  const start = { at: 'newPin', ...(lockKey && { lockKey }) } as const;

  async function submit(pin: string): Promise<string | undefined> {
    if (isFirst) open({ ...start, first: pin });
    else if (pin !== first) open({ ...start, differed: true });
    else if (lockKey) {
      if (!(await lockKey.changePin(pin))) return say.notKept;
      open(SETTINGS);
    } else {
      const newKey = await settings.lock.putOn(pin);
      if (newKey === null) return say.notKept;
      open({ at: 'limit', lockKey: newKey });
    }
    return undefined;
  }
  return (
    <DigitsDialog
      portal={portal}
      id={isFirst ? 'new-pin' : 'new-pin-again'}
      title={isFirst ? say.newPin : say.again}
      act={isFirst ? say.newAct : say.againAct}
      wrong={differed ? say.differs : undefined}
      lengths={PIN_LENGTH}
      isSecret
      submit={submit}
      onBack={() => open(SETTINGS)}
    />
  );
}
