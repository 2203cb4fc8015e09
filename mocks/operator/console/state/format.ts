/** Money, moments and ages for people to read. Times are China's, wherever the browser is. */
import { type Fen, formatYuan } from '../../../../src/shared/money.ts';
import { chinaTime, DAY_MS, isoDate } from '../../../../src/shared/time.ts';
import { say } from './language.ts';

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** `123456` → `¥1,234.56`; below zero with a minus sign. */
export function yuan(fen: Fen): string {
  const [whole = '0', rest = '00'] = formatYuan(Math.abs(fen)).split('.');
  return `${fen < 0 ? '−' : ''}¥${grouped(whole)}.${rest}`;
}

/** `+¥1.00`, `−¥1.00`, `¥0.00`: for differences. */
export const signedYuan = (fen: Fen): string => (fen > 0 ? `+${yuan(fen)}` : yuan(fen));

export const count = (value: number): string =>
  `${value < 0 ? '−' : ''}${grouped(String(Math.abs(value)))}`;
export const signedCount = (value: number): string =>
  value > 0 ? `+${count(value)}` : count(value);

/** English only: `1 payment`, `1,012 payments`. */
export const counted = (value: number, noun: string): string =>
  `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** `0.9876` → `98.8%`; never rounded up to 100 %. */
export function percent(share: number): string {
  const tenths = Math.floor(share * 1000 + 1e-9) / 10;
  return `${Number.isInteger(tenths) ? tenths : tenths.toFixed(1)}%`;
}

/** `2026-11-23 20:39:12`; text that is no moment is shown unchanged. */
export function moment(at: string): string {
  const instant = Date.parse(at);
  if (Number.isNaN(instant)) return at;
  const { date, time } = chinaTime(instant);
  return `${isoDate(date)} ${clockOf(time)}`;
}

const clockOf = (time: string): string =>
  `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}`;

/** `20:39:12` when it is of the same day as `now`, else `11-23 20:39:12`, else with its year. */
export function shortMoment(at: string, now: number): string {
  const whole = moment(at);
  const today = isoDate(chinaTime(now).date);
  if (whole.startsWith(today)) return whole.slice(11);
  return whole.startsWith(today.slice(0, 5)) ? whole.slice(5) : whole;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long ago, in the two largest units. */
export function age(at: string, now: number): string {
  const ms = Math.max(0, now - Date.parse(at));
  if (ms < MINUTE) return say('不到 1 分钟', 'under a minute');
  const minutes = Math.floor(ms / MINUTE);
  if (ms < HOUR) return say(`${minutes} 分钟`, `${minutes} min`);
  const hours = Math.floor(ms / HOUR);
  if (ms < DAY_MS) return say(`${hours} 小时 ${minutes % 60} 分`, `${hours} h ${minutes % 60} min`);
  const days = Math.floor(ms / DAY_MS);
  return say(`${days} 天 ${hours % 24} 小时`, `${days} d ${hours % 24} h`);
}

export const days = (value: number): string =>
  value === 0 ? say('今天', 'today') : say(`${value} 天`, value === 1 ? '1 day' : `${value} days`);

/** `1480` → `1.48 s`, `320` → `320 ms`. */
export const milliseconds = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;

/** Shortens the digests in a note: their beginning is enough to tell them apart. */
export const shortNote = (note: string): string =>
  note.replace(/[0-9a-f]{40,}/gi, (digest) => `${digest.slice(0, 8)}…`);

/** `20261123` → `2026-11-23`; text that is no date is shown unchanged. */
export const businessDate = (date: string): string => (/^\d{8}$/.test(date) ? isoDate(date) : date);
