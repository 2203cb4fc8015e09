/** What a remote control can ask for, whatever numbers its box sends. */
export type Direction = 'up' | 'down' | 'left' | 'right';
export type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
export type Command = Direction | Digit | 'ok' | 'back' | 'pageUp' | 'pageDown' | 'home';

export const isDirection = (command: Command): command is Direction =>
  command === 'up' || command === 'down' || command === 'left' || command === 'right';
