/**
 * Key codes by family of box, as data. The same number means different keys on different boxes, so profiles are
 * never merged: one is chosen at start. `code` and `key` of the event are empty or late on old engines; `keyCode` is not.
 */
import type { Command } from './keys.ts';

export interface KeyProfile {
  readonly name: string;
  /** By `KeyboardEvent.keyCode`. */
  readonly commands: Readonly<Record<number, Command>>;
}

export const desktopKeys: KeyProfile = {
  name: 'desktop',
  commands: {
    37: 'left',
    38: 'up',
    39: 'right',
    40: 'down',
    13: 'ok',
    8: 'back',
    27: 'back',
    33: 'pageUp',
    34: 'pageDown',
    36: 'home',
    ...digits(48),
    // The number pad.
    ...digits(96),
  },
};

function digits(first: number): Record<number, Command> {
  const codes: Record<number, Command> = {};
  for (let digit = 0; digit <= 9; digit++) codes[first + digit] = String(digit) as Command;
  return codes;
}
