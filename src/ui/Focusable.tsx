import type { ComponentChildren } from 'preact';
import type { Focus } from '../remote/focus.ts';

interface FocusableProps {
  readonly id: string;
  readonly focus: Focus;
  /** `status` is for what is focused only because nothing can be chosen. */
  readonly look: 'card' | 'button' | 'status';
  readonly class?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Anything the remote can stand on; its look of focus is in global.css. */
export function Focusable({ id, focus, look, class: className, children }: FocusableProps) {
  return (
    <div
      id={id}
      class={className}
      role={look === 'status' ? 'status' : 'button'}
      data-look={look}
      data-focused={focus.isFocused(id).value ? '' : undefined}
    >
      {children}
    </div>
  );
}
