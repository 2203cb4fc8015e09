import type { ComponentChildren } from 'preact';
import { failureWords } from '../names/endingNames.ts';
import type { Tone } from '../state/console.ts';
import { say } from '../state/language.ts';
import type { Failure } from '../state/opsClient.ts';
import { Button } from './Button.tsx';
import styles from './Notice.module.css';

interface Props {
  readonly tone: Tone;
  readonly children: ComponentChildren;
}

export const Notice = ({ tone, children }: Props) => (
  <div class={styles.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
    {children}
  </div>
);

interface FailureProps {
  readonly failure: Failure;
  onRetry?(): void;
}

export const FailureNotice = ({ failure, onRetry }: FailureProps) => (
  <Notice tone="bad">
    <span>{failureWords(failure)}</span>
    {onRetry && <Button onPress={onRetry}>{say('重试', 'Try again')}</Button>}
  </Notice>
);

interface EmptyProps {
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** Says that a list is empty, and why, or what to do. */
export const Empty = ({ title, children }: EmptyProps) => (
  <div class={styles.empty}>
    <strong>{title}</strong>
    {children}
  </div>
);
