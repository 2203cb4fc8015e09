import type { ComponentChildren } from 'preact';
import type { Loading } from '../state/loading.ts';
import { FailureNotice } from './Notice.tsx';
import { Waiting } from './Waiting.tsx';

interface Props<T> {
  readonly loading: Loading<T>;
  children(value: T): ComponentChildren;
}

/** Shows the loaded value. If a newer value does not come, the last one stays, with a notice above it. */
export function Loaded<T>({ loading, children }: Props<T>) {
  const { value, failure } = loading.state.value;
  const notice = failure && <FailureNotice failure={failure} onRetry={() => void loading.load()} />;
  if (value === undefined) {
    if (notice) return notice;
    return (
      <div aria-busy="true">
        <Waiting />
      </div>
    );
  }
  return (
    <>
      {notice}
      {children(value)}
    </>
  );
}
