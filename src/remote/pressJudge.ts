/** Tells a new press from the echo of an old one: held keys repeat, and infrared receivers bounce. */
import type { Command } from './keys.ts';

/** A second keydown of OK or Back within this time is a bounce: it may cost money. */
const BOUNCE_MS = 250;

/** The same for other keys, which people press quicker: two equal digits of a number. */
const TYPING_MS = 120;

/** Without a keyup, keydowns closer than this are one held key. Some boxes never send a keyup, hence a limit. */
const HELD_MS = 1000;

interface PressJudge {
  /** Notes a keydown; true when it begins a new press. */
  isNewPress(command: Command, at: number, repeat: boolean): boolean;
  /** Whether a keydown at this time comes from a held key, not released since. To be asked before `isNewPress`. */
  isHeld(command: Command, at: number): boolean;
  released(command: Command): void;
  /** When the last key, if it was this one, stops counting as a bounce; 0 otherwise. */
  bounceEnds(commands: readonly Command[]): number;
}

export function pressJudge(): PressJudge {
  let last: Command | null = null;
  let lastAt = 0;
  let down = false;
  const isHeld = (command: Command, at: number) =>
    command === last && down && at - lastAt < HELD_MS;
  return {
    isHeld,
    isNewPress(command, at, repeat) {
      const bounceMs = command === 'ok' || command === 'back' ? BOUNCE_MS : TYPING_MS;
      const isEcho = isHeld(command, at) || (command === last && at - lastAt < bounceMs);
      last = command;
      lastAt = at;
      down = true;
      // Chromium marks a repeat even when the press itself went to another page: nothing began here.
      return !isEcho && !repeat;
    },
    released(command) {
      if (command === last) down = false;
    },
    bounceEnds: (commands) =>
      last !== null && commands.indexOf(last) >= 0 ? lastAt + BOUNCE_MS : 0,
  };
}
