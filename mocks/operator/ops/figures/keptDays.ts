/** Days that were read and are kept until one of their rows changes. */
import { type MachineClock, steadyMs } from '../../../environment/environment.ts';

/** A day that changes all the time is read again at most for this share of the time: a shown figure may be so old. */
const READING_SHARE = 0.05;
const MOST_DAYS = 62;

interface KeptDay<T> {
  readonly value: T;
  readonly readAt: number;
  readonly tookMs: number;
  isOld: boolean;
}

interface KeptDays<T> {
  read(date: string): Promise<T>;
  /** One of its rows has changed. */
  forget(date: string): void;
  forgetAll(): void;
}

export function createKeptDays<T>(
  clock: MachineClock,
  fold: (date: string) => Promise<T>,
): KeptDays<T> {
  const days = new Map<string, KeptDay<T>>();
  const mayBeKept = ({ isOld, readAt, tookMs }: KeptDay<T>): boolean =>
    !isOld || steadyMs(clock) - readAt < tookMs / READING_SHARE;
  return {
    async read(date) {
      const known = days.get(date);
      if (known && mayBeKept(known)) return known.value;
      const begunAt = steadyMs(clock);
      const value = await fold(date);
      const readAt = steadyMs(clock);
      days.delete(date);
      days.set(date, { value, readAt, tookMs: readAt - begunAt, isOld: false });
      if (days.size > MOST_DAYS) days.delete(days.keys().next().value!);
      return value;
    },
    forget(date) {
      const known = days.get(date);
      if (known) known.isOld = true;
    },
    forgetAll() {
      for (const known of days.values()) known.isOld = true;
    },
  };
}
