import { caseSteps, decisions } from '../../names/caseNames.ts';
import { noteName } from '../../names/noteNames.ts';
import { Moment } from '../../parts/Moment.tsx';
import { say, sayLabel } from '../../state/language.ts';
import type { Case } from '../../state/opsTypes.ts';
import styles from './CaseSteps.module.css';

/** Who did what, and why. */
export const CaseSteps = ({ value }: { readonly value: Case }) => (
  <ol class={styles.steps}>
    <li class={styles.step}>
      <div class={styles.head}>
        <strong>{say('开立', 'Opened')}</strong>
        <span class={styles.who}>
          <Moment at={value.case.openedAt} long />
        </span>
      </div>
      <div class={styles.reason} title={value.note}>
        {noteName(value.note)}
      </div>
    </li>
    {value.steps.map(({ at, who, step, decision, reason, refundRef }, index) => (
      <li key={`${at}-${index}`} class={styles.step}>
        <div class={styles.head}>
          <strong>
            {sayLabel(caseSteps[step].name)}
            {decision &&
              say(
                `：${sayLabel(decisions[decision].name)}`,
                `: ${sayLabel(decisions[decision].name)}`,
              )}
          </strong>
          <span class={styles.who}>
            {who} · <Moment at={at} long />
          </span>
        </div>
        <div class={styles.reason}>{reason}</div>
        {refundRef && (
          <div class={styles.who}>
            {say('银行流水号 ', 'Transfer ')}
            {refundRef}
          </div>
        )}
      </li>
    ))}
  </ol>
);
