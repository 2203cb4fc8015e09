import { words } from '../../ui/words/words.ts';
import { actionHints, runAction } from '../actions.ts';
import { Dialog, DialogText } from '../Dialog.tsx';
import type { Portal } from '../portal.ts';
import { Choices, choiceZones } from '../settings/Choices.tsx';
import { SETTINGS } from '../settings/dialogState.ts';
import type { LockKey } from './childLock.ts';
import { LIMITS, limitWords } from './limitWords.ts';

export function LimitDialog({ portal, lockKey }: { portal: Portal; lockKey: LockKey }) {
  const { lock: say, hint } = words.value;
  const { settings, dialog } = portal;
  const close = () => {
    dialog.value = SETTINGS;
  };
  const chosen = settings.lock.limitFen.value ?? 0;
  const actions = LIMITS.map((limit) => ({
    id: `limit-${limit}`,
    label: limitWords(limit),
    isChosen: limit === chosen,
    run() {
      lockKey.changeLimit(limit);
      close();
    },
  }));
  const rows = actions.map((action) => ({ actions: [action] }));
  return (
    <Dialog
      portal={portal}
      id="limit"
      title={say.limit}
      zones={choiceZones(rows)}
      start={choiceZones(rows)[Math.max(0, LIMITS.indexOf(chosen))]!.id}
      onOk={runAction(actions)}
      onBack={close}
      hints={actionHints(actions, hint.previous, 'upDown')}
    >
      <DialogText>{say.limitAct}</DialogText>
      <Choices rows={rows} focus={portal.focus} />
    </Dialog>
  );
}
