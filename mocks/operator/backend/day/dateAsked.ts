/** Which day `--date` means. */
import { chinaInstant, dayAfter } from '../../../../src/shared/time.ts';
import { BadArguments } from '../config/backendArguments.ts';

const isDay = (text: string): boolean => /^\d{8}$/.test(text) && chinaInstant(text) > 0;

/** `YYYYMMDD` of what was asked. @throws BadArguments */
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
