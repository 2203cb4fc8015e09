import { useSignal } from '@preact/signals';
import { caseSteps } from '../../names/caseNames.ts';
import { Button } from '../../parts/Button.tsx';
import { Field } from '../../parts/Field.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { draftOf, useConsole } from '../../state/console.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { Failure } from '../../state/opsClient.ts';
import type { Case, CaseStep, CaseStepName } from '../../state/opsTypes.ts';
import styles from './CaseForm.module.css';
import { DecisionChoice } from './DecisionChoice.tsx';
import { PostingPreview } from './PostingPreview.tsx';
import { isOvertaken, StepFailure } from './StepFailure.tsx';

/** The steps in the order of the buttons; the most likely step comes first. */
const ORDER: readonly CaseStepName[] = [
  'approve',
  'refuse',
  'propose',
  'evidence',
  'assign',
  'reopen',
];
const MOST_REASON = 500;

interface Props {
  readonly value: Case;
  onTaken(value: Case): void;
  /** Loads the case again. */
  onOvertaken(): void;
}

export function CaseForm({ value, onTaken, onOvertaken }: Props) {
  const console = useConsole();
  const { caseNo, decision: proposed } = value.case;
  const may = ORDER.filter((step) => value.may.includes(step));
  const chosen = draftOf(console, `case/${caseNo}/step`);
  const step = may.find((name) => name === chosen.value) ?? may[0];
  const reason = draftOf(console, `case/${caseNo}/${step}/reason`);
  const decision = draftOf(console, `case/${caseNo}/decision`);
  const refundRef = draftOf(console, `case/${caseNo}/refundRef`);
  const isSending = useSignal(false);
  const failure = useSignal<Failure | null>(null);
  if (!step) return <NothingToDo value={value} />;

  const picked = value.decisions.find((offered) => offered === decision.value);
  const needsRef = step === 'propose' && picked === 'refund';
  const isSigned = step === 'propose' || step === 'approve';
  const signed = step === 'propose' ? picked : proposed;
  const preview = isSigned ? value.previews.find((shown) => shown.decision === signed) : undefined;
  const isOutdated = step === 'approve' && preview?.digest !== value.proposedDigest;
  const isReady =
    reason.value.trim() !== '' &&
    (!isSigned || preview !== undefined) &&
    !isOutdated &&
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
      ...(preview ? { previewDigest: preview.digest } : {}),
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
          {may.map((name) => (
            <Button
              key={name}
              pressed={name === step}
              look={name === step ? 'main' : 'plain'}
              onPress={() => {
                chosen.value = name;
                failure.value = null;
              }}
            >
              {sayLabel(caseSteps[name].name)}
            </Button>
          ))}
        </div>
      )}
      {step === 'propose' && <DecisionChoice decisions={value.decisions} value={decision} />}
      {preview && <PostingPreview preview={preview} />}
      {isOutdated && (
        <Notice tone="warn">
          {say(
            '提出方案之后情况变了，现在不会照提出时那样记账。请退回，重新提出。',
            'Things have changed since this was proposed, and it would not be booked as it was then. Refuse it, and have it proposed again.',
          )}
        </Notice>
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
          'Kept in the audit permanently; no card numbers.',
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
      {failure.value && <StepFailure failure={failure.value} />}
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
          '方案是您提出的，不能由您复核，等待主管复核。',
          'You proposed this, so someone else has to approve it: it waits for a supervisor.',
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
