import type { Focus } from '../../remote/focus.ts';
import { type Zone, zoneOf } from '../../remote/zones.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { Action } from '../actions.ts';
import styles from './Choices.module.css';

interface ChoiceRow {
  readonly label?: string;
  readonly actions: readonly (Action & { readonly isChosen?: boolean })[];
}

const zoneId = (index: number) => `row-${index}`;

/** A row is entered at what is chosen in it. */
export const choiceZones = (rows: readonly ChoiceRow[]): Zone[] =>
  rows.map(({ actions }, index) => ({
    ...zoneOf(
      zoneId(index),
      actions.map(({ id }) => id),
      actions.length,
      { up: zoneId(index - 1), down: zoneId(index + 1) },
    ),
    entry: Math.max(
      0,
      actions.findIndex(({ isChosen }) => isChosen),
    ),
  }));

/** Rows of buttons with a name before each; what is chosen carries a tick. */
export const Choices = ({ rows, focus }: { rows: readonly ChoiceRow[]; focus: Focus }) => (
  <>
    {rows.map(({ label, actions }, index) => (
      <div key={index} class={styles.row}>
        {label && <span class={styles.label}>{label}</span>}
        {actions.map(({ id, label: text, isChosen }) => (
          <Focusable key={id} id={id} focus={focus} look="button" class={styles.choice}>
            {isChosen && <Icon name="check" class={styles.tick} />}
            {text}
          </Focusable>
        ))}
      </div>
    ))}
  </>
);
