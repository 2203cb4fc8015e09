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
  /** Days that are being read; `isOld`: a row changed meanwhile. */
  const reading = new Map<string, { readonly value: Promise<T>; isOld: boolean }>();
  const mayBeKept = ({ isOld, readAt, tookMs }: KeptDay<T>): boolean =>
    !isOld || steadyMs(clock) - readAt < tookMs / READING_SHARE;

  async function readNow(date: string): Promise<T> {
    const begunAt = steadyMs(clock);
    try {
      const value = await fold(date);
      const readAt = steadyMs(clock);
      const isOld = reading.get(date)?.isOld === true;
      days.delete(date);
      days.set(date, { value, readAt, tookMs: readAt - begunAt, isOld });
      if (days.size > MOST_DAYS) days.delete(days.keys().next().value!);
      return value;
    } finally {
      reading.delete(date);
    }
  }

  const forget = (date: string): void => {
    for (const known of [days.get(date), reading.get(date)]) if (known) known.isOld = true;
  };

  return {
    async read(date) {
      const known = days.get(date);
      if (known && mayBeKept(known)) return known.value;
      const running = reading.get(date);
      if (running) return running.value;
      const value = Promise.resolve().then(() => readNow(date));
      reading.set(date, { value, isOld: false });
      return value;
    },
    forget,
    forgetAll() {
      for (const date of [...days.keys(), ...reading.keys()]) forget(date);
    },
  };
}
