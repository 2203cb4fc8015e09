import type { ComponentChildren } from 'preact';

/** A sentence whose dates stay in one line: a browser would break them after a hyphen. */
export const whole = (text: string): ComponentChildren =>
  text
    .split(/(\d+-\d+-\d+)/)
    .map((part, at) => (at % 2 ? <span class="whole">{part}</span> : part));
