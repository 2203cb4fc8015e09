import type { Named } from '../names/stateNames.ts';
import type { Tone } from '../state/console.ts';
import { say } from '../state/language.ts';
import styles from './Badge.module.css';

/** A state as a word, with its urgency as a colour and as the shape of the dot. */
export const Badge = ({ tone, text }: { readonly tone: Tone; readonly text: string }) => (
  <span class={styles.badge} data-tone={tone}>
    {text}
  </span>
);

interface StateProps {
  readonly names: Readonly<Record<string, Named>>;
  readonly state: string;
}

export function StateBadge({ names, state }: StateProps) {
  const named = Object.hasOwn(names, state) ? names[state] : undefined;
  if (!named) return <Badge tone="plain" text={state} />;
  const [chinese, english, tone] = named;
  return <Badge tone={tone} text={say(chinese, english)} />;
}
