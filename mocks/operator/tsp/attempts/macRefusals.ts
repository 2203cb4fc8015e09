/** Cards count wrong MAC1s and lock themselves forever, so after a few rejections in a day no further one is risked. */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { macRefusalsOn, putMacRefusals } from '../books/store/controlStore.ts';

export const macRefusals = ({ tx, now }: UnitOfWork, asn: string): Promise<number> =>
  macRefusalsOn(tx, chinaTime(now).date, asn);

export const noteMacRefusal = async (unit: UnitOfWork, asn: string): Promise<void> =>
  putMacRefusals(unit.tx, chinaTime(unit.now).date, asn, (await macRefusals(unit, asn)) + 1);
