import { decisions } from '../../names/caseNames.ts';
import { postingsOf } from '../../names/decisionPostings.ts';
import { accountName } from '../../names/eventNames.ts';
import { yuan } from '../../state/format.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { Decision, OrderSummary } from '../../state/opsTypes.ts';
import styles from './CaseForm.module.css';

interface Props {
  readonly decision: Decision;
  readonly amountFen: number;
  readonly order:
    | { readonly state: OrderSummary['state']; readonly hasSurplus: boolean }
    | undefined;
}

/** What will stand in the books once a second person agrees. */
export function PostingPreview({ decision, amountFen, order }: Props) {
  const lines = postingsOf(decision, order);
  return (
    <div class={styles.preview}>
      <strong>
        {say('复核通过后记账：', 'Booked once approved: ')}
        {sayLabel(decisions[decision].name)}
      </strong>
      {lines.length === 0 ? (
        <span>{say('不记账', 'nothing')}</span>
      ) : (
        lines.map(({ debit, credit }) => (
          <span key={debit + credit}>
            {say('借', 'Dr')} {accountName(debit)} · {say('贷', 'Cr')} {accountName(credit)} ·{' '}
            {yuan(amountFen)}
          </span>
        ))
      )}
    </div>
  );
}
