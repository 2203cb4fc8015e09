import { Button } from '../parts/Button.tsx';
import { Dialog, DialogActions } from '../parts/Dialog.tsx';
import { say, sayLabel } from '../state/language.ts';
import { JUMPS, KEYS_HELP } from './hotkeys.ts';
import styles from './KeysDialog.module.css';
import { pageNames } from './pageNames.ts';

export function KeysDialog({ onClose }: { onClose(): void }) {
  const rows = [
    ...KEYS_HELP,
    ...Object.entries(JUMPS).map(([key, page]) => [['g', key], pageNames[page]] as const),
  ];
  return (
    <Dialog title={say('按键', 'Keys')} onClose={onClose}>
      <dl class={styles.keys}>
        {rows.map(([keys, what]) => (
          <div key={keys.join(' ')}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{sayLabel(what)}</dd>
          </div>
        ))}
      </dl>
      <DialogActions>
        <Button onPress={onClose}>{say('关闭', 'Close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
