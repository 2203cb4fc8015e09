/**
 * Cards count wrong MAC1s and lock themselves forever, so after a few rejections in a day no further one is risked in the
 * box that reported them. It is that box's word: the card pays on in any other one.
 */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { macRefusalsOn, putMacRefusals } from '../books/store/controlStore.ts';

/** `card`: its identity. */
export const macRefusals = (
  { tx, now }: UnitOfWork,
  card: string,
  stbId: string,
): Promise<number> => macRefusalsOn(tx, chinaTime(now).date, card, stbId);

export async function noteMacRefusal(unit: UnitOfWork, card: string, stbId: string): Promise<void> {
  const count = (await macRefusals(unit, card, stbId)) + 1;
  putMacRefusals(unit.tx, chinaTime(unit.now).date, card, stbId, count);
}
