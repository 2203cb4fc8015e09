/** The address that brings somebody else to what is shown now. */
import { addressOf, REACHABLE, type StageOptions, usualHand } from './options.ts';
import type { Stage } from './stage.ts';

/** A step that one has walked to is one that the stage can go to by itself. There nobody moves the card who would not here. */
export function optionsHere(options: StageOptions, step: string): StageOptions {
  if (options.screen !== '' || !(REACHABLE as readonly string[]).includes(step)) return options;
  const screen = `to:${step}`;
  return { ...options, screen, hand: options.hand === 'off' ? 'off' : usualHand(screen) };
}

export const linkTo = ({ options, screen }: Stage): string =>
  new URL(addressOf(optionsHere(options.value, screen.value)), location.href).href;
