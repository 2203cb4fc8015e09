import { words } from '../../ui/words/words.ts';
import { runAction } from '../actions.ts';
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
  const rows = LIMITS.map((limit) => ({
    actions: [
      {
        id: `limit-${limit}`,
        label: limitWords(limit),
        isChosen: limit === chosen,
        run() {
          lockKey.changeLimit(limit);
          close();
        },
      },
    ],
  }));
  return (
    <Dialog
      portal={portal}
      id="limit"
      title={say.limit}
      zones={choiceZones(rows)}
      start={choiceZones(rows)[Math.max(0, LIMITS.indexOf(chosen))]!.id}
      onOk={runAction(rows.map(({ actions }) => actions[0]!))}
      onBack={close}
      hints={[
        ['upDown', hint.choose],
        ['ok', hint.confirm],
        ['back', hint.previous],
      ]}
    >
      <DialogText>{say.limitAct}</DialogText>
      <Choices rows={rows} focus={portal.focus} />
    </Dialog>
  );
}
