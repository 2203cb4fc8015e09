/** Running numbers a person can read out: unique for ever, counted per China day. */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';

async function next(unit: UnitOfWork, name: string): Promise<{ date: string; number: number }> {
  const { date } = chinaTime(unit.now);
  const key = `counter/${name}/${date}`;
  const number = ((await unit.tx.get<number>(key)) ?? 0) + 1;
  unit.tx.put(key, number);
  return { date, number };
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
