import type { Focus } from '../remote/focus.ts';
import { Focusable } from './Focusable.tsx';
import { Icon } from './Icon.tsx';
import styles from './Stages.module.css';

interface StagesProps {
  readonly names: readonly string[];
  /** The present stage, counted from 0; those before it are done. */
  readonly at: number;
  /** The id of the present stage, which can be focused. */
  readonly id: string;
  readonly focus: Focus;
}

/** Stages that happen by themselves, one below the other, with the present one marked. */
export const Stages = ({ names, at, id, focus }: StagesProps) => (
  <div class={styles.stages}>
    {names.map((name, index) => {
      const state = index < at ? 'done' : index === at ? 'now' : 'later';
      const content = (
        <>
          <span class={styles.mark} data-state={state}>
            {state === 'done' ? <Icon name="check" class={styles.icon} /> : index + 1}
          </span>
          {name}
        </>
      );
      return state === 'now' ? (
        <Focusable key={name} id={id} focus={focus} look="status" class={styles.stage}>
          {content}
        </Focusable>
      ) : (
        <div key={name} class={styles.stage} data-state={state}>
          {content}
        </div>
      );
    })}
  </div>
);
