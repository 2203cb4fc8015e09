import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Command } from '../../remote/keys.ts';
import { zoneOf } from '../../remote/zones.ts';
import { inFours } from '../../ui/words/format.ts';
import { words } from '../../ui/words/words.ts';
import { ActionButtons } from '../ActionButtons.tsx';
import { type Action, actionZone, runAction } from '../actions.ts';
import { Dialog, DialogText } from '../Dialog.tsx';
import type { Portal } from '../portal.ts';
import styles from './DigitsDialog.module.css';
import { DONE, digitOf, ERASE, PAD_IDS, Pad } from './Pad.tsx';

interface DigitsDialogProps {
  readonly portal: Portal;
  readonly id: string;
  readonly title: string;
  readonly act: string;
  readonly note?: string | undefined;
  /** What was wrong before. */
  readonly wrong?: string | undefined;
  readonly lengths: readonly [min: number, max: number];
  /** Dots instead of digits: on screen, in the page and for screen readers. */
  readonly isSecret?: boolean;
  readonly more?: readonly Action[];
  /** What is wrong with them, in words; nothing when they were right. */
  submit(digits: string): Promise<string | undefined>;
  onBack(): void;
}

let opened = 0;

/** Digits from the remote's number keys or from a pad on screen. */
export function DigitsDialog(props: DigitsDialogProps) {
  const { portal, lengths, more = [], submit } = props;
  // A new id each time, so that the focus never starts where the last PIN ended.
  const id = useMemo(() => `${props.id}:${++opened}`, []);
  const [min, max] = lengths;
  const { lock: say, hint } = words.value;
  const digits = useSignal('');
  /** What was wrong with the last digits; empty once something is typed after it. */
  const answer = useSignal<string | undefined>(undefined);
  const isBusy = useSignal(false);

  const type = (typed: string) => {
    if (isBusy.value) return;
    answer.value = '';
    digits.value = typed.slice(0, max);
  };
  const done = async () => {
    if (isBusy.value) return;
    if (digits.value.length < min) {
      answer.value = say.short;
      return;
    }
    isBusy.value = true;
    answer.value = await submit(digits.value);
    isBusy.value = false;
    digits.value = '';
    if (answer.value !== undefined) portal.focus.point(PAD_IDS[0]!);
  };
  const onKey = (command: Command) => {
    const digit = digitOf(`pad-${command}`);
    if (digit === null) return;
    type(digits.value + digit);
    // The number keys need no pad: OK is enough then.
    if (digits.value.length >= min) portal.focus.point(DONE);
  };
  const wrong = answer.value ?? props.wrong;
  return (
    <Dialog
      portal={portal}
      id={id}
      title={props.title}
      zones={[zoneOf('pad', PAD_IDS, 3, { left: 'actions' }), actionZone(more, { right: 'pad' })]}
      onOk={(at) => {
        const digit = digitOf(at);
        if (digit !== null) type(digits.value + digit);
        else if (at === ERASE) type(digits.value.slice(0, -1));
        else if (at === DONE) void done();
        else runAction(more)(at);
      }}
      onKey={onKey}
      onBack={props.onBack}
      hints={[
        ['arrows', hint.choose],
        ['ok', hint.confirm],
        ['back', hint.previous],
      ]}
    >
      <div class={styles.sides}>
        <div class={styles.left}>
          <DialogText>{props.act}</DialogText>
          <p class={styles.digits} data-digits="">
            {props.isSecret ? (
              <Dots count={digits.value.length} of={max} />
            ) : (
              inFours(digits.value) || '–'
            )}
          </p>
          <p class={styles.note} role="status" data-wrong={wrong ? '' : undefined}>
            {isBusy.value ? say.checking : wrong || props.note || say.how}
          </p>
          <ActionButtons actions={more} focus={portal.focus} />
        </div>
        <Pad focus={portal.focus} />
      </div>
    </Dialog>
  );
}

const Dots = ({ count, of }: { count: number; of: number }) => (
  <>
    {Array.from({ length: of }, (_, at) => (
      <i key={at} class={styles.dot} data-full={at < count ? '' : undefined} />
    ))}
  </>
);
