/** Where in a text a fault is: engines tell it differently, or not at all. */
import type { Fault } from './fault.ts';

/** As much of a line as a screen has room for. */
const MOST = 40;

const SPACE = /[ \t\r\n]*/g;
const WORD =
  /"(?:[^"\\\t\r\n]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/g;

/** Deeper than any settings, and far from where an engine has no room left. */
const MOST_DEEP = 500;

/** How many characters from the beginning are JSON. */
export function jsonEnd(text: string): number {
  let at = 0;
  let broken = -1;
  let depth = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const taken = found && found.index === at ? found[0] : '';
    at += taken.length;
    return taken;
  };
  const is = (sign: string): boolean => {
    take(SPACE);
    if (text.charAt(at) !== sign) return false;
    at++;
    return true;
  };
  const must = (holds: unknown): void => {
    if (!holds && broken < 0) broken = at;
  };
  const list = (end: string, item: () => void): void => {
    if (is(end)) return;
    do item();
    while (broken < 0 && is(','));
    must(is(end));
  };
  function value(): void {
    must(depth++ < MOST_DEEP);
    if (broken >= 0) return;
    if (is('{')) {
      list('}', () => {
        take(SPACE);
        must(text.charAt(at) === '"' && take(WORD));
        must(broken >= 0 || is(':'));
        if (broken < 0) value();
      });
    } else if (is('[')) list(']', value);
    else must(take(WORD));
    depth--;
  }
  value();
  take(SPACE);
  return broken < 0 ? at : broken;
}

/** The line of the fault, counted from 1, and what stands there. */
export function placeOf({ source, expected }: Fault): { line: number; text: string } | null {
  if (source === undefined || !expected) return null;
  const at = expected === 'UTF-8' ? source.search(/[\ufffd\0]/) : jsonEnd(source);
  const before = source.slice(0, at).split('\n');
  const column = before[before.length - 1]!.length;
  const text = source.split('\n')[before.length - 1]!;
  const from = Math.max(0, column - MOST / 2);
  return {
    line: before.length,
    text: text
      .slice(from, from + MOST)
      .replace(/\0/g, '')
      .trim(),
  };
}
