import type { ComponentChildren } from 'preact';
import type { Focus } from '../remote/focus.ts';

interface FocusableProps {
  readonly id: string;
  readonly focus: Focus;
  /** `status` is for what is focused only because nothing can be chosen. */
  readonly look: 'card' | 'button' | 'status';
  /** Within a `tablist` or a `listbox`; without it, a button. */
  readonly role?: 'tab' | 'option';
  readonly isSelected?: boolean;
  /** Which of how many, counted from 1: a window on a list does not show it. */
  readonly place?: readonly [at: number, of: number];
  readonly class?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Anything the remote can stand on; its look of focus is in global.css. */
export function Focusable(props: FocusableProps) {
  const { id, focus, look, role, place = [], class: className, children } = props;
  const isStatus = look === 'status';
  const part = role && {
    role,
    'aria-selected': props.isSelected,
    'aria-posinset': place[0],
    'aria-setsize': place[1],
  };
  return (
    <div
      id={id}
      class={className}
      role={isStatus ? 'status' : 'button'}
      // Read when the focus comes to it, not each time its seconds change.
      aria-live={isStatus ? 'off' : undefined}
      {...part}
      data-look={look}
      data-focused={focus.markOf(id)}
    >
      {children}
    </div>
  );
}
