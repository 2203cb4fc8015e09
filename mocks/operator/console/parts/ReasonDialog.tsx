import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { draftOf, useConsole } from '../state/console.ts';
import { say } from '../state/language.ts';
import type { Answer, Failure } from '../state/opsClient.ts';
import { Button } from './Button.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';
import { Field } from './Field.tsx';
import { FailureNotice } from './Notice.tsx';

interface Props<T> {
  /** The name of the draft, which is kept when the dialog is closed. */
  readonly id: string;
  readonly title: string;
  readonly explain: ComponentChildren;
  readonly action: string;
  readonly look?: 'main' | 'danger';
  readonly needsReason?: boolean;
  send(reason: string): Answer<T>;
  onDone(value: T): void;
  onClose(): void;
}

/**
 * Asks for confirmation and a reason. It closes when the platform has done the action, and shows the failure otherwise.
 */
export function ReasonDialog<T>(props: Props<T>) {
  const { id, title, explain, action, look = 'main', needsReason = true } = props;
  const console = useConsole();
  const reason = draftOf(console, id);
  const isSending = useSignal(false);
  const failure = useSignal<Failure | null>(null);

  async function submit(): Promise<void> {
    if (isSending.value) return;
    isSending.value = true;
    failure.value = null;
    const answer = await props.send(reason.value.trim());
    isSending.value = false;
    if (answer.ok) {
      reason.value = '';
      props.onDone(answer.value);
    } else failure.value = answer.error;
  }

  const isMissing = needsReason && reason.value.trim() === '';
  return (
    <Dialog title={title} onClose={props.onClose}>
      <div>{explain}</div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isMissing) void submit();
        }}
      >
        {needsReason && (
          <Field
            label={say('原因（写入审计）', 'Reason (kept in the audit)')}
            value={reason}
            lines
            required
            maxLength={200}
          />
        )}
        <DialogActions>
          <Button onPress={props.onClose}>{say('取消', 'Cancel')}</Button>
          <Button type="submit" look={look} disabled={isMissing || isSending.value}>
            {isSending.value ? say('正在提交…', 'Sending…') : action}
          </Button>
        </DialogActions>
      </form>
      {failure.value && <FailureNotice failure={failure.value} />}
    </Dialog>
  );
}
