/** Which business days may be settled. The console, programs and the platform itself get the same answer. */
import { type Instant, isoDate } from '../../../../src/shared/time.ts';
import { day } from '../../settlement/cells.ts';
import { businessDate } from './businessDate.ts';

export interface DayFault {
  readonly code: 'request.invalid' | 'day.not_over';
  /** The sentence after the name of the field: `20260230 is not a day of the calendar`. */
  readonly wrong: string;
}

/** Whether the calendar has this date (`YYYYMMDD`). */
export const isDay = (date: string): boolean => day.isGood(date);

/** `null`: the day is in the calendar and has begun. */
export function dayNotBegun(date: string, now: Instant, cutOff: string): DayFault | null {
  if (!isDay(date)) {
    const wrong = `${JSON.stringify(date)} is not a day of the calendar; write YYYYMMDD`;
    return { code: 'request.invalid', wrong };
  }
  return date > businessDate(now, cutOff) ? notOver(date, cutOff) : null;
}

function notOver(date: string, cutOff: string): DayFault {
  const clock = `${cutOff.slice(0, 2)}:${cutOff.slice(2, 4)}:${cutOff.slice(4)}`;
  return {
    code: 'day.not_over',
    wrong: `${date} is not over before ${isoDate(date)} ${clock} in China; settle it then`,
  };
}

/** `null`: the day is over, so that it can be settled. */
export function dayNotOver(date: string, now: Instant, cutOff: string): DayFault | null {
  const fault = dayNotBegun(date, now, cutOff);
  if (fault) return fault;
  return date === businessDate(now, cutOff) ? notOver(date, cutOff) : null;
}
