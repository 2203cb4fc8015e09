/** Boxes that the operator has blocked at the platform, whatever BOSS says about them. */
import type { Transaction } from '../../../store/store.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from '../books/audit.ts';
import { type BoxRow, getBox, putBox } from '../books/store/controlStore.ts';

export const readBox = async (tx: Transaction, stbId: string): Promise<BoxRow> =>
  (await getBox(tx, stbId)) ?? { stbId, blocked: false };

/** Blocks or unblocks a box in the caller's commit; `unit.who` is the person. */
export async function setBox(
  unit: UnitOfWork,
  stbId: string,
  blocked: boolean,
  reason: string,
): Promise<BoxRow> {
  const before = await readBox(unit.tx, stbId);
  const row: BoxRow = { stbId, blocked, since: unit.now, who: unit.who, reason };
  putBox(unit.tx, row);
  const word = (value: boolean) => (value ? 'blocked' : 'let in');
  await audit(unit, {
    what: 'box.blocking',
    from: word(before.blocked),
    to: word(blocked),
    note: `${stbId}: ${reason}`,
  });
  return row;
}
