import { asks as askNames, caseKinds, decisions } from '../../names/caseNames.ts';
import { accountName } from '../../names/eventNames.ts';
import { yuan } from '../../state/format.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { DecisionPreview } from '../../state/opsTypes.ts';
import styles from './CaseForm.module.css';

interface Props {
  readonly preview: DecisionPreview;
}

/**
 * What the platform says it will do. What is posted with the approval is shown apart from what is only asked for then.
 */
export const PostingPreview = ({ preview }: Props) => {
  const { decision, postings, asks, opens, needsBossWord } = preview;
  return (
    <div class={styles.preview}>
      <strong>
        {say('复核通过时记账：', 'Booked with the approval: ')}
        {sayLabel(decisions[decision].name)}
      </strong>
      {postings.length === 0 && <span>{say('不记账', 'nothing')}</span>}
      {postings.map(({ kind, attemptId, amountFen, debit, credit }) => (
        <span key={kind + attemptId}>
          {say('借', 'Dr')} {accountName(debit)} · {say('贷', 'Cr')} {accountName(credit)} ·{' '}
          {yuan(amountFen)}
        </span>
      ))}
      {needsBossWord && (
        <span>
          {say(
            '记账前先问 BOSS：已开通或已补记的不再退，也不撤销。',
            'BOSS is asked first: what it has opened or credited is not paid back or ended as well.',
          )}
        </span>
      )}
      {asks.length > 0 && (
        <strong>{say('同时发出，此时不记账：', 'Asked for with it, not booked then:')}</strong>
      )}
      {asks.map(({ what, amountFen }) => (
        <span key={what}>
          {sayLabel(askNames[what])}
          {amountFen !== undefined && ` · ${yuan(amountFen)}`}
        </span>
      ))}
      {opens.map((kind) => (
        <span key={kind}>
          {say('另开工单：', 'Opens a case: ')}
          {sayLabel(caseKinds[kind].name)}
        </span>
      ))}
    </div>
  );
};
