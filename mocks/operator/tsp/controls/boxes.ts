/** Boxes that the operator has blocked at the platform, whatever BOSS says about them. */
import type { Transaction } from '../../../store/store.ts';
import { count } from '../base/ports.ts';
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
  const row: BoxRow = { ...before, blocked, since: unit.now, who: unit.who, reason };
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

/** Notes that a box contradicted itself or what is known. People see it; it blocks nothing. */
export async function watchBox(unit: UnitOfWork, stbId: string, note: string): Promise<void> {
  const before = await readBox(unit.tx, stbId);
  const times = (before.watch?.times ?? 0) + 1;
  putBox(unit.tx, { ...before, watch: { times, at: unit.now, note } });
  await audit(unit, { what: 'box.watched', note: `${stbId}: ${note}` });
  unit.after(() => count(unit.parts, 'box.watched'));
}
