/**
 * The kinds of cell in a settlement file. Reading and writing use the same pattern: what may not be read may not be
 * written either.
 */
import type { Fen } from '../../../src/shared/money.ts';

export interface Cell<T> {
  /** What the cell must look like, in words: for faults, and for the engineers of the other side. */
  readonly says: string;
  /** Never shown in a fault: it may be a card number. */
  readonly isSecret?: true;
  isGood(text: string): boolean;
  toText(value: T): string;
  /** Only for text that `isGood` accepts. */
  fromText(text: string): T;
}

const asItIs = { toText: (value: string) => value, fromText: (text: string) => text };

const like = (says: string, pattern: RegExp): Cell<string> => ({
  says,
  isGood: (text) => pattern.test(text),
  ...asItIs,
});

/**
 * Characters that a text may not have: control characters, lone surrogates, line and paragraph separators, and the
 * separator `|`.
 */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}|]/u;

export const text = (longest: number, shortest = 0): Cell<string> => ({
  says: `text of ${shortest} to ${longest} characters, without | and control characters`,
  isGood: (cell) => cell.length >= shortest && cell.length <= longest && !FORBIDDEN.test(cell),
  ...asItIs,
});

/** The identifier of an order, a subscriber or a box, as the contract allows it. */
export const id = like('1 to 40 of A-Z a-z 0-9 _ -', /^[A-Za-z0-9_-]{1,40}$/);

export const hex = (digits: number): Cell<string> =>
  like(`${digits} hex digits, upper case`, new RegExp(`^[0-9A-F]{${digits}}$`));

export const digits = (count: number): Cell<string> =>
  like(`${count} digits`, new RegExp(`^\\d{${count}}$`));

const number = (says: string, isInRange: (value: number) => boolean): Cell<number> => ({
  says,
  isGood: (cell) => /^(0|[1-9]\d{0,15})$/.test(cell) && isInRange(Number(cell)),
  toText: String,
  fromText: Number,
});

/** The amount of one payment, or the balance of one card. */
export const fen: Cell<Fen> = number('whole fen, 0 to 999999999999', (value) => value < 1e12);

/** The total of a whole file: exact up to 2^53 - 1. */
export const totalFen: Cell<Fen> = number(
  'whole fen, up to 9007199254740991',
  Number.isSafeInteger,
);

export const count: Cell<number> = number('a whole number, 0 to 999999999', (value) => value < 1e9);

function isDay(compact: string): boolean {
  const [year, month, day] = [compact.slice(0, 4), compact.slice(4, 6), compact.slice(6, 8)];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year > '1970' && at.getUTCMonth() + 1 === Number(month) && at.getUTCDate() === Number(day);
}

const isTime = (compact: string): boolean => /^([01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(compact);

export const day: Cell<string> = {
  says: 'a day, YYYYMMDD',
  isGood: (cell) => /^\d{8}$/.test(cell) && isDay(cell),
  ...asItIs,
};

export const timeOfDay: Cell<string> = { says: 'a time, HHMMSS', isGood: isTime, ...asItIs };

export const moment: Cell<string> = {
  says: 'a moment in China, YYYYMMDDHHMMSS',
  isGood: (cell) => /^\d{14}$/.test(cell) && isDay(cell.slice(0, 8)) && isTime(cell.slice(8)),
  ...asItIs,
};

export const isoDay: Cell<string> = {
  says: 'a day, YYYY-MM-DD',
  isGood: (cell) => /^\d{4}-\d\d-\d\d$/.test(cell) && isDay(cell.replaceAll('-', '')),
  ...asItIs,
};

export const yesNo: Cell<boolean> = {
  says: '1 or 0',
  isGood: (cell) => cell === '1' || cell === '0',
  toText: (value) => (value ? '1' : '0'),
  fromText: (cell) => cell === '1',
};

export const oneOf = <T extends string>(...values: readonly T[]): Cell<T> => ({
  says: `one of ${values.join(' ')}`,
  isGood: (cell) => values.some((value) => value === cell),
  toText: (value) => value,
  fromText: (cell) => cell as T,
});

/** Empty if the value is not known. */
export const orEmpty = <T extends string>(cell: Cell<T>): Cell<T | ''> => ({
  ...cell,
  says: `${cell.says}, or empty`,
  isGood: (value) => value === '' || cell.isGood(value),
  toText: (value) => value,
  fromText: (value) => (value === '' ? '' : cell.fromText(value)),
});

/** Empty for `null`. */
export const orNull = <T>(cell: Cell<T>): Cell<T | null> => ({
  says: `${cell.says}, or empty`,
  isGood: (value) => value === '' || cell.isGood(value),
  toText: (value) => (value === null ? '' : cell.toText(value)),
  fromText: (value) => (value === '' ? null : cell.fromText(value)),
});

export const secret = <T>(cell: Cell<T>): Cell<T> => ({ ...cell, isSecret: true });

/** A card number with its middle masked: at most ten of its digits may show. */
export const maskedCard: Cell<string> = {
  says: 'a masked card number: digits, blanks and at least four *, at most ten digits',
  isSecret: true,
  isGood: (cell) =>
    /^[0-9A-F* ]{4,24}$/.test(cell) &&
    cell.split('*').length > 4 &&
    cell.replace(/[* ]/g, '').length <= 10,
  ...asItIs,
};
