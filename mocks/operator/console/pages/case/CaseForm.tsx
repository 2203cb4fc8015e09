import { useSignal } from '@preact/signals';
import { caseSteps } from '../../names/caseNames.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { FailureNotice, Notice } from '../../parts/Notice.tsx';
import { draftOf, useConsole } from '../../state/console.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { Failure } from '../../state/opsClient.ts';
import type { Case, CaseStep, CaseStepName, Decision, OrderSummary } from '../../state/opsTypes.ts';
import styles from './CaseForm.module.css';
import { DecisionChoice } from './DecisionChoice.tsx';
import { PostingPreview } from './PostingPreview.tsx';

/** What one most likely came for stands first. */
const ORDER: readonly CaseStepName[] = [
  'approve',
  'refuse',
  'propose',
  'evidence',
  'assign',
  'reopen',
];
const MOST_REASON = 500;

/** Somebody else was quicker: nothing was changed, and what was typed is still right or not. */
export const isOvertaken = (failure: Failure): boolean =>
  failure.kind === 'problem' && ['case.version', 'case.state'].includes(failure.problem.code);

interface Props {
  readonly value: Case;
  readonly order:
    | { readonly state: OrderSummary['state']; readonly hasSurplus: boolean }
    | undefined;
  onTaken(value: Case): void;
  /** Loads it anew. */
  onOvertaken(): void;
}

export function CaseForm({ value, order, onTaken, onOvertaken }: Props) {
  const console = useConsole();
  const { caseNo, amountFen, decision: proposed } = value.case;
  const may = ORDER.filter((step) => value.may.includes(step));
  const chosen = draftOf(console, `case/${caseNo}/step`);
  const step = may.find((one) => one === chosen.value) ?? may[0];
  const reason = draftOf(console, `case/${caseNo}/${step}/reason`);
  const decision = draftOf(console, `case/${caseNo}/decision`);
  const refundRef = draftOf(console, `case/${caseNo}/refundRef`);
  const isSending = useSignal(false);
  const failure = useSignal<Failure | null>(null);
  if (!step) return <NothingToDo value={value} />;

  const picked = value.decisions.find((one) => one === decision.value);
  const needsRef = step === 'propose' && picked === 'refund';
  const isReady =
    reason.value.trim() !== '' &&
    (step !== 'propose' || picked !== undefined) &&
    (!needsRef || refundRef.value.trim() !== '');

  async function submit(name: CaseStepName): Promise<void> {
    if (!isReady || isSending.value) return;
    isSending.value = true;
    failure.value = null;
    const body: CaseStep = {
      step: name,
      revision: value.revision ?? 1,
      reason: reason.value.trim(),
      ...(name === 'propose' && picked ? { decision: picked } : {}),
      ...(needsRef ? { refundRef: refundRef.value.trim() } : {}),
    };
    const answer = await console.ops.takeStep(caseNo, body);
    isSending.value = false;
    if (!answer.ok) {
      failure.value = answer.error;
      if (isOvertaken(answer.error)) onOvertaken();
      return;
    }
    for (const draft of [reason, decision, refundRef, chosen]) draft.value = '';
    console.tell(`${caseNo}: ${sayLabel(caseSteps[name].name)}`);
    onTaken(answer.value);
  }

  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(step);
      }}
    >
      {may.length > 1 && (
        <div class={styles.steps} role="group" aria-label={say('要做什么', 'What to do')}>
          {may.map((one) => (
            <Button
              key={one}
              pressed={one === step}
              look={one === step ? 'main' : 'plain'}
              onPress={() => {
                chosen.value = one;
                failure.value = null;
              }}
            >
              {sayLabel(caseSteps[one].name)}
            </Button>
          ))}
        </div>
      )}
      {step === 'propose' && (
        <>
          <DecisionChoice decisions={value.decisions} value={decision} />
          {picked && <PostingPreview decision={picked} amountFen={amountFen} order={order} />}
        </>
      )}
      {step === 'approve' && proposed && (
        <PostingPreview decision={proposed as Decision} amountFen={amountFen} order={order} />
      )}
      {needsRef && (
        <Field
          label={say('银行流水号', 'Reference of the transfer')}
          value={refundRef}
          maxLength={60}
          required
        />
      )}
      <Field
        label={sayLabel(caseSteps[step].ask)}
        value={reason}
        hint={say(
          '写入审计，永久保留；不要写卡号。',
          'Kept in the audit for ever; no card numbers.',
        )}
        lines
        required
        maxLength={MOST_REASON}
      />
      <Button type="submit" look="main" disabled={!isReady || isSending.value}>
        {isSending.value
          ? say('正在提交…', 'Sending…')
          : say(
              `提交：${sayLabel(caseSteps[step].name)}`,
              `${sayLabel(caseSteps[step].name)}: send`,
            )}
      </Button>
      {failure.value &&
        (isOvertaken(failure.value) ? (
          <Notice tone="warn">
            <span role="alert">
              {say(
                '有人刚更新了这个工单，您的操作没有执行。页面已换成最新内容，您写的还在：看过之后再提交。',
                'Somebody has just changed this case, and nothing of yours was done. The page shows it as it is now and what you wrote is kept: look, then send again.',
              )}
            </span>
          </Notice>
        ) : (
          <FailureNotice failure={failure.value} />
        ))}
    </form>
  );
}

function NothingToDo({ value }: { readonly value: Case }) {
  const { session } = useConsole();
  const { state, proposedBy } = value.case;
  const user = session.current.value?.operator.user;
  if (state === 'PROPOSED' && proposedBy === user) {
    return (
      <p>
        {say(
          '方案是您提出的，须由另一位主管复核。',
          'You proposed this: another supervisor has to approve it.',
        )}
      </p>
    );
  }
  if (state === 'PROPOSED') {
    return <p>{say('等待主管复核。', 'Waits for a supervisor.')}</p>;
  }
  if (state === 'POSTED' || state === 'APPROVED') {
    return <p>{say('已决定，等待 BOSS 执行。', 'Decided; BOSS has yet to do it.')}</p>;
  }
  return <p>{say('您现在不能对它做什么。', 'There is nothing for you to do here now.')}</p>;
}
