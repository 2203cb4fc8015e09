/** The day that `--date` means. */
import { BadArguments } from '../config/backendArguments.ts';
import { dayAfter, instantOf } from './dayKeeper.ts';

function isDay(text: string): boolean {
  return /^\d{8}$/.test(text) && dayAfter(text, 0) === text && instantOf(text) > 0;
}

/** Returns the day as `YYYYMMDD`. @throws BadArguments */
export function dateAsked(text: string | undefined, today: string): string {
  if (text === 'today') return today;
  if (text === 'yesterday') return dayAfter(today, -1);
  if (text !== undefined && isDay(text)) {
    if (text <= today) return text;
    throw new BadArguments(`--date: ${text} has not come yet; today is ${today}`);
  }
  throw new BadArguments(
    `--date: ${text ?? 'nothing'} is not a day; say today, yesterday or YYYYMMDD`,
  );
}
