/** Cards count wrong MAC1s and lock themselves forever, so after a few rejections in a day no further one is risked. */
import { chinaTime } from '../../../../src/shared/time.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { macRefusalsOn, putMacRefusals } from '../books/store/controlStore.ts';
import { watchBox } from '../controls/boxes.ts';

export const macRefusals = ({ tx, now }: UnitOfWork, asn: string): Promise<number> =>
  macRefusalsOn(tx, chinaTime(now).date, asn);

/** Counts a rejection for the card, and for the box that reports it: no card rejects so often that a box has six a day. */
export async function noteMacRefusal(unit: UnitOfWork, asn: string, stbId: string): Promise<void> {
  const { tx, now, parts } = unit;
  putMacRefusals(tx, chinaTime(now).date, asn, (await macRefusals(unit, asn)) + 1);
  const { macRefusals: ofBoxes } = parts.rateLimits;
  ofBoxes.note(stbId);
  if (ofBoxes.wait(stbId) !== null) await watchBox(unit, stbId, 'too many rejected MAC1s');
}
