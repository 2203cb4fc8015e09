/** Serial numbers that a person can read out: counted per day in China, with the day in front, so never used twice. */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { nextCount } from './store/historyStore.ts';

async function next(
  unit: UnitOfWork,
  name: 'receipt' | 'case',
): Promise<{ date: string; number: number }> {
  const { date } = chinaTime(unit.now);
  return { date, number: await nextCount(unit.tx, name, date) };
}

/** `20261123 00004711` */
export async function receiptNumber(unit: UnitOfWork): Promise<string> {
  const { date, number } = await next(unit, 'receipt');
  return `${date} ${String(number).padStart(8, '0')}`;
}

/** `C20261123-0007` */
export async function caseNumber(unit: UnitOfWork): Promise<string> {
  const { date, number } = await next(unit, 'case');
  return `C${date}-${String(number).padStart(4, '0')}`;
}
