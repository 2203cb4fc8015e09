/** Cards count wrong MAC1s and lock themselves for ever: after a few refusals in a day no further one is risked. */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';

const keyOf = (unit: UnitOfWork, asn: string) => `refused/${chinaTime(unit.now).date}/${asn}`;

export const macRefusals = async (unit: UnitOfWork, asn: string): Promise<number> =>
  (await unit.tx.get<number>(keyOf(unit, asn))) ?? 0;

export const noteMacRefusal = async (unit: UnitOfWork, asn: string): Promise<void> =>
  unit.tx.put(keyOf(unit, asn), (await macRefusals(unit, asn)) + 1);
