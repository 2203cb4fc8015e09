import { useSignal } from '@preact/signals';
import type { Language } from '../../shared/text.ts';
import { Note } from '../../ui/Split.tsx';
import { fill } from '../../ui/words/fill.ts';
import { language, words } from '../../ui/words/words.ts';
import { type Action, actionHints, runAction } from '../actions.ts';
import { Dialog } from '../Dialog.tsx';
import { limitWords } from '../lock/limitWords.ts';
import type { Portal } from '../portal.ts';
import { boxTail } from './boxTail.ts';
import { Choices, choiceZones } from './Choices.tsx';
import { type DialogState, type PinAsked, SETTINGS } from './dialogState.ts';
import styles from './SettingsDialog.module.css';
import type { TypeSize } from './settings.ts';

/** Each language in its own words, so that a viewer lost in another one finds the way back. */
const NAMES: Readonly<Record<Language, string>> = {
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  en: 'English',
};

/** Names that fit in a line, the newest. */
const SHOWN = 3;

export function SettingsDialog({ portal }: { portal: Portal }) {
  const { settings: say, hint, card } = words.value;
  const { settings, dialog } = portal;
  const isMissing = useSignal(false);
  const misfits = settings.misfits.value;
  const { lock, box } = settings;
  const open = (state: DialogState | null) => {
    dialog.value = state;
  };
  const speak = async (wanted: Language) => {
    isMissing.value = false;
    isMissing.value = !(await settings.chooseLanguage(wanted)) && language.value !== wanted;
  };
  /** Everything about a lock that is on needs its PIN. */
  const change = (id: string, label: string, opened: PinAsked['opened']) => ({
    id,
    label,
    run: () => open({ at: 'pin', back: SETTINGS, opened }),
  });
  const limit = lock.limitFen.value;
  const rows = [
    {
      label: say.language,
      actions: settings.languages.map((offered) => ({
        id: `language-${offered}`,
        label: NAMES[offered],
        isChosen: offered === language.value,
        run: () => void speak(offered),
      })),
    },
    {
      label: say.typeSize,
      actions: (Object.keys(say.sizes) as TypeSize[]).map((size) => ({
        id: `type-${size}`,
        label: say.sizes[size],
        isChosen: size === settings.typeSize.value,
        run: () => settings.chooseTypeSize(size),
      })),
    },
    {
      label: say.lock,
      actions:
        limit === undefined
          ? [{ id: 'lock-on', label: say.turnOn, run: () => open({ at: 'newPin' }) }]
          : [
              change('lock-limit', limitWords(limit), (lockKey) => open({ at: 'limit', lockKey })),
              change('lock-pin', say.changePin, (lockKey) => open({ at: 'newPin', lockKey })),
              change('lock-off', say.turnOff, (lockKey) => {
                lockKey.takeOff();
                open(SETTINGS);
              }),
            ],
    },
  ];
  const all: Action[] = [];
  for (const { actions } of rows) all.push(...actions);
  const note = isMissing.value ? say.noWords : !settings.isKept.value && say.notKept;
  return (
    <Dialog
      portal={portal}
      id="settings"
      title={say.title}
      zones={choiceZones(rows)}
      onOk={runAction(all)}
      onBack={() => open(null)}
      hints={actionHints(all, hint.previous, 'arrows')}
    >
      <Choices rows={rows} focus={portal.focus} />
      <Note>{note}</Note>
      <p class={note ? `${styles.box} ${styles.spare}` : styles.box}>
        <span>{fill(say.box, { id: boxTail(box.id) })}</span>
        <span>{fill(say.version, { version: box.version })}</span>
        <span>{card.sight[settings.reader.value].state}</span>
      </p>
      {misfits.length > 0 && (
        <p class={styles.unread}>{fill(say.unread, { parts: misfits.slice(-SHOWN).join(', ') })}</p>
      )}
    </Dialog>
  );
}
