/**
 * Cards count wrong MAC1s and lock themselves forever, so after a few rejections in a day no further one is risked in the
 * box that reported them. It is that box's word: the card pays on in any other one.
 */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { macRefusalsOn, putMacRefusals } from '../books/store/controlStore.ts';
import { watchBox } from '../controls/boxes.ts';

/** `card`: its identity. */
export const macRefusals = (
  { tx, now }: UnitOfWork,
  card: string,
  stbId: string,
): Promise<number> => macRefusalsOn(tx, chinaTime(now).date, card, stbId);

/** Counts a rejection for the card, and for the box that reports it: no card rejects so often that a box has six a day. */
export async function noteMacRefusal(unit: UnitOfWork, card: string, stbId: string): Promise<void> {
  const { tx, now, parts } = unit;
  const count = (await macRefusals(unit, card, stbId)) + 1;
  putMacRefusals(tx, chinaTime(now).date, card, stbId, count);
  const { macRefusals: ofBoxes } = parts.rateLimits;
  ofBoxes.note(stbId);
  if (ofBoxes.wait(stbId) !== null) await watchBox(unit, stbId, 'too many rejected MAC1s');
}
