/** Tells a new press from the echo of an old one: held keys repeat, and infrared receivers bounce. */
import type { Command } from './keys.ts';

/** A second keydown of the same key within this time is a bounce. */
export const BOUNCE_MS = 250;

/** Without a keyup, keydowns closer than this are one held key. Some boxes never send a keyup, hence a limit. */
export const HELD_MS = 1000;

export interface PressJudge {
  /** Notes a keydown; true when it begins a new press. */
  isNewPress(command: Command, at: number, repeat: boolean): boolean;
  released(command: Command): void;
  /** When the last key, if it was this one, stops counting as a bounce; 0 otherwise. */
  bounceEnds(commands: readonly Command[]): number;
}

export function pressJudge(): PressJudge {
  let last: Command | null = null;
  let lastAt = 0;
  let down = false;
  return {
    isNewPress(command, at, repeat) {
      const gap = at - lastAt;
      const echo = command === last && (repeat || gap < BOUNCE_MS || (down && gap < HELD_MS));
      last = command;
      lastAt = at;
      down = true;
      // Chromium marks a repeat even when the press itself went to another page: nothing began here.
      return !echo && !repeat;
    },
    released(command) {
      if (command === last) down = false;
    },
    bounceEnds: (commands) =>
      last !== null && commands.indexOf(last) >= 0 ? lastAt + BOUNCE_MS : 0,
  };
}
