/**
 * The meaning of the numbers of one family of boxes. Numbers collide (19 is Pause here and Up there), so profiles are
 * never merged: one file of `keys/` is chosen at start. This file has only what applies to every box.
 */

import type { Text } from '../shared/text.ts';
import { COMMANDS, type Command } from './keys.ts';

/** Commands by number of the key, with its modifiers before it in this order: `13`, `ctrl+112`, `ctrl+alt+shift+9`. */
export type KeyTable = Readonly<Record<string, Command>>;

/** Events beside keydown that bring keys. */
export type KeyEventKind = 'keypress' | 'irkeypress' | 'systemevent';

export interface KeyProfile {
  readonly name: string;
  readonly title?: Text | undefined;
  /** Where the numbers are from. */
  readonly source?: string | undefined;
  readonly keys: KeyTable;
  readonly events?: readonly KeyEventKind[] | undefined;
  /** A number that is no key: the box has a message waiting behind `Utility.getEvent()`. */
  readonly virtual?: number | undefined;
  /** Keys a Tizen television gives only to a page that asks for them by name. */
  readonly register?: readonly string[] | undefined;
  /** The same for HbbTV, as the mask of its KeySet object. */
  readonly keyset?: number | undefined;
  /** Constants of the television (`KeyEvent.VK_RED`) that say better than `keys` which number it sends. */
  readonly vk?: KeyTable | undefined;
}

/** The parts of a KeyboardEvent that say which key it was; engines differ in what they fill in. */
export interface KeySign {
  readonly keyCode?: number;
  readonly which?: number;
  readonly key?: string;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
  readonly shiftKey?: boolean;
  readonly metaKey?: boolean;
}

/** For boxes without a file: the numbers nearly all boxes agree on, and every Back that means nothing else anywhere. */
export const universalKeys: KeyProfile = {
  name: 'universal',
  keys: {
    37: 'left',
    38: 'up',
    39: 'right',
    40: 'down',
    13: 'ok',
    8: 'back',
    27: 'back',
    461: 'back',
    10009: 'back',
    'alt+37': 'back',
    33: 'pageUp',
    34: 'pageDown',
    ...digits(),
  },
};

/** What is left of a `KeyboardEvent.key` without its family (ArrowUp, GoBack, ColorF0Red), where it is not a command. */
const OTHER_NAMES: KeyTable = {
  enter: 'ok',
  select: 'ok',
  accept: 'ok',
  space: 'back',
  escape: 'back',
  pageup: 'pageUp',
  pagedown: 'pageDown',
  channelup: 'pageUp',
  channeldown: 'pageDown',
  help: 'info',
};

/** Names do not collide: they are understood on every box that has them, where the number is not known. */
function named(key = ''): Command | undefined {
  const name = key.replace(/^(Arrow|Go|Back|Browser|Context|ColorF\d)/, '').toLowerCase();
  const command = OTHER_NAMES[name] || (name as Command);
  return COMMANDS.indexOf(command) < 0 ? undefined : command;
}

function digits(): Record<string, Command> {
  const codes: Record<string, Command> = {};
  for (let digit = 0; digit <= 9; digit++) codes[48 + digit] = `${digit}` as Command;
  return codes;
}

export const codeOf = ({ which, keyCode }: KeySign): number => which || keyCode || 0;

/**
 * Shift is ignored where the table does not ask for it. With Ctrl or Alt nothing but the table's own entries counts.
 */
export function commandOf(keys: KeyTable, sign: KeySign): Command | undefined {
  if (sign.metaKey) return undefined;
  const code = codeOf(sign);
  const held = (sign.ctrlKey ? 'ctrl+' : '') + (sign.altKey ? 'alt+' : '');
  const known = (sign.shiftKey && keys[`${held}shift+${code}`]) || keys[held + code];
  return known || (held ? undefined : named(sign.key));
}
