/** What a remote control can ask for, whatever numbers its box sends. */
export type Direction = 'up' | 'down' | 'left' | 'right';
export type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
export type Colour = 'red' | 'green' | 'yellow' | 'blue';

/** Channel keys are page keys here; `info` is also help. Every profile has the first six and the digits. */
export const COMMANDS = [
  ...(['up', 'down', 'left', 'right', 'ok', 'back'] as const),
  ...(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const),
  ...(['pageUp', 'pageDown', 'home', 'exit', 'menu', 'info', 'search'] as const),
  ...(['red', 'green', 'yellow', 'blue'] as const),
] as const;
export type Command = (typeof COMMANDS)[number];

export const isDirection = (command: Command): command is Direction =>
  COMMANDS.indexOf(command) < 4;
