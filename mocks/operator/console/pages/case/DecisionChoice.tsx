import type { Signal } from '@preact/signals';
import { decisions as words } from '../../names/caseNames.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { Decision } from '../../state/opsTypes.ts';
import styles from './CaseForm.module.css';

interface Props {
  readonly decisions: readonly Decision[];
  readonly value: Signal<string>;
}

/** Each decision with what it means. */
export const DecisionChoice = ({ decisions, value }: Props) => (
  <fieldset class={styles.choices}>
    <legend>{say('如何处理', 'What to decide')}</legend>
    {decisions.map((decision) => (
      <label key={decision} class={styles.choice}>
        <input
          type="radio"
          name="decision"
          value={decision}
          checked={value.value === decision}
          onChange={() => {
            value.value = decision;
          }}
        />
        <strong>{sayLabel(words[decision].name)}</strong>
        <span class={styles.about}>{sayLabel(words[decision].about)}</span>
      </label>
    ))}
  </fieldset>
);
