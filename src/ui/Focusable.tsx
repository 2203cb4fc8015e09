import type { ComponentChildren } from 'preact';
import type { Focus } from '../remote/focus.ts';

interface FocusableProps {
  readonly id: string;
  readonly focus: Focus;
  /** `status` is focused only because nothing on the screen can be chosen. */
  readonly look: 'card' | 'button' | 'status';
  /** Within a `tablist` or a `listbox`; without it, a button. */
  readonly role?: 'tab' | 'option';
  readonly isSelected?: boolean;
  /** Position and length of the list, counted from 1, because only part of the list is in the document. */
  readonly place?: readonly [at: number, of: number];
  readonly class?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Anything that can have the focus; how the focus looks is in global.css. */
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
      // Spoken when the focus comes to it, not each time its seconds change.
      aria-live={isStatus ? 'off' : undefined}
      {...part}
      data-look={look}
      data-focused={focus.markOf(id)}
    >
      {children}
    </div>
  );
}
