import { FailureNotice, Notice } from '../../parts/Notice.tsx';
import { say } from '../../state/language.ts';
import type { Failure } from '../../state/opsClient.ts';

const hasCode = (failure: Failure, ...codes: string[]): boolean =>
  failure.kind === 'problem' && codes.includes(failure.problem.code);

/**
 * True if somebody else was quicker, or the money has moved. Nothing was changed; the person must check whether the
 * typed text still fits.
 */
export const isOvertaken = (failure: Failure): boolean =>
  hasCode(failure, 'case.version', 'case.state', 'case.preview');

/** Why a step was not taken. */
export const StepFailure = ({ failure }: { readonly failure: Failure }) =>
  isOvertaken(failure) ? (
    <Notice tone="warn">
      <span role="alert">
        {hasCode(failure, 'case.preview')
          ? say(
              '要记的账已与您看到的不同，什么都没有记。页面已换成最新内容，您写的还在：看过之后再提交。',
              'What would be booked is no longer what you were shown, and nothing was booked. The page shows it as it is now and what you wrote is kept: look, then send again.',
            )
          : say(
              '有人刚更新了这个工单，您的操作没有执行。页面已换成最新内容，您写的还在：看过之后再提交。',
              'Somebody has just changed this case, and nothing of yours was done. The page shows it as it is now and what you wrote is kept: look, then send again.',
            )}
      </span>
    </Notice>
  ) : (
    <FailureNotice failure={failure} />
  );
