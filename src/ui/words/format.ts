/** Formats amounts, dates and times for the screens, without Intl, because embedded browsers lack its data. */
import { type Fen, formatYuan, formatYuanShort } from '../../shared/money.ts';
import { chinaTime, type Instant, isoDate, twoDigits } from '../../shared/time.ts';
import { fill } from './fill.ts';
import { words } from './words.ts';

/** `286.00 元`, `¥286.00`; negative `-26.00 元`, `-¥26.00`. */
export function amount(fen: Fen): string {
  const { before, after } = words.value.money;
  return `${fen < 0 ? '-' : ''}${before}${formatYuan(Math.abs(fen))}${after}`;
}

/** Without `.00`: `26 元`. */
export function shortAmount(fen: Fen): string {
  const { before, after } = words.value.money;
  return `${before}${formatYuanShort(fen)}${after}`;
}

/** `26 元/月`. */
export function monthly(fen: Fen): string {
  const { before, after } = words.value.perMonth;
  return `${before}${formatYuanShort(fen)}${after}`;
}

/** `2026-11` as the month alone if it is in this year, else unchanged. */
export function month(date: string, now: Instant): string {
  if (date.slice(0, 4) !== chinaTime(now).date.slice(0, 4)) return date;
  const { monthAlone, monthNames } = words.value;
  const number = Number(date.slice(5, 7));
  return fill(monthAlone, { month: monthNames[number - 1] ?? number });
}

/** `2026-11-30` as month and day if it is in this year, else with its year. */
export function day(date: string, now: Instant): string {
  if (date.slice(0, 4) !== chinaTime(now).date.slice(0, 4)) return `${date} `;
  const { monthDay, monthNames } = words.value;
  const month = Number(date.slice(5, 7));
  return fill(monthDay, { month: monthNames[month - 1] ?? month, day: Number(date.slice(8, 10)) });
}

/** `3 个月`; `1 month`, `3 months`. */
export function months(count: number): string {
  const { one, other } = words.value.months;
  return fill(count === 1 ? one : other, { count });
}

/** Today as `2026-11-23`, to compare with dates of the TSP. */
export const today = (now: Instant): string => isoDate(chinaTime(now).date);

/** `20:39`. */
export function clockTime(at: Instant): string {
  const { time } = chinaTime(at);
  return `${time.slice(0, 2)}:${time.slice(2, 4)}`;
}

/** An RFC 3339 time as China's local time: `2026-11-23 20:39:12`. */
export function dateAndTime(rfc3339: string): string {
  const { date, time } = chinaTime(Date.parse(rfc3339));
  return `${isoDate(date)} ${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}`;
}

/** The date part of `dateAndTime`. */
export const dateOnly = (rfc3339: string): string => dateAndTime(rfc3339).slice(0, 10);

/** Whole seconds from `now` to `then`, never below 0. */
export const secondsUntil = (then: Instant, now: Instant): number =>
  Math.max(0, Math.ceil((then - now) / 1000));

/** `272` → `04:32`. */
export const minutesAndSeconds = (seconds: number): string =>
  `${twoDigits(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`;

/** Only the last four digits are known, and only they are shown. */
export const maskedCard = (tail: string): string => `**** **** **** ${tail}`;

/** `2026112300004711` → `2026 1123 0000 4711`: groups of four are easy to read over the phone. */
export const inFours = (digits: string): string =>
  digits.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');
