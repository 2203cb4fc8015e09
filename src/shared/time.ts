/** Time as injected parts, so that a whole payment can run in virtual time. */
import type { Abort } from './abort.ts';

/** Milliseconds since 1970, UTC. */
export type Instant = number;

export const DAY_MS = 86_400_000;

export interface Clock {
  now(): Instant;
}

export interface Timers {
  /** Calls `callback` once after `delayMs`; returns the way to cancel it. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Resolves after `delayMs`, or at once when aborted (the caller looks at `signal.aborted`). */
export function pause(timers: Timers, delayMs: number, signal: Abort): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const cancel = timers.after(delayMs, () => {
      stopListening();
      resolve();
    });
    const stopListening = signal.onAbort(() => {
      cancel();
      resolve();
    });
  });
}

/** The next pause of a back-off: twice as long, up to `longestMs`. */
export const longerPause = (pauseMs: number, longestMs: number): number =>
  Math.min(pauseMs * 2, longestMs);

export const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

const CHINA_OFFSET_MS = 8 * 3_600_000;

/** China has one time zone and no summer time: wall-clock parts without Intl. Fixed-width digits. */
export function chinaTime(at: Instant): { date: string; time: string } {
  const shifted = new Date(at + CHINA_OFFSET_MS);
  return {
    date: `${shifted.getUTCFullYear()}${twoDigits(shifted.getUTCMonth() + 1)}${twoDigits(shifted.getUTCDate())}`,
    time: `${twoDigits(shifted.getUTCHours())}${twoDigits(shifted.getUTCMinutes())}${twoDigits(shifted.getUTCSeconds())}`,
  };
}

/** The moment a clock in China shows this (`YYYYMMDD`, `HHMMSS`); `NaN` for a date the calendar does not have. */
export function chinaInstant(date: string, time = '000000'): Instant {
  const clock = `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`;
  const at = Date.parse(`${isoDate(date)}T${clock}+08:00`);
  return Number.isNaN(at) || chinaTime(at).date !== date ? Number.NaN : at;
}

/** So many days on, or back, from a date the calendar has. */
export const dayAfter = (date: string, days = 1): string =>
  chinaTime(chinaInstant(date) + days * DAY_MS).date;

/** RFC 3339 with China's offset: `2026-11-23T20:39:12+08:00`. */
export function rfc3339(at: Instant): string {
  const { date, time } = chinaTime(at);
  return `${isoDate(date)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}+08:00`;
}

/** `20261123` → `2026-11-23`. */
export const isoDate = (date: string): string =>
  `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
