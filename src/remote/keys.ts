/** The commands of a remote control, whatever numbers its box sends. */
export type Direction = 'up' | 'down' | 'left' | 'right';
type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
type Colour = 'red' | 'green' | 'yellow' | 'blue';
/** Channel keys are page keys here, and help is `info`. */
export type Command =
  | (Direction | Digit | Colour)
  | ('ok' | 'back' | 'pageUp' | 'pageDown' | 'home' | 'exit' | 'menu' | 'info' | 'search');

/** In this order: the commands every profile must have, arrows first, and from `pageUp` on those it may have. */
export const COMMANDS =
  'up down left right ok back 0 1 2 3 4 5 6 7 8 9 pageUp pageDown home exit menu info search red green yellow blue'.split(
    ' ',
  ) as readonly Command[];

export const isDirection = (command: Command): command is Direction =>
  COMMANDS.indexOf(command) < 4;
