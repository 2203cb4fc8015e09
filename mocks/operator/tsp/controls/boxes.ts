/**
 * Boxes as the operator sees them: blocked at the platform, whatever BOSS says about them, or on watch because of what
 * they did. Watching changes nothing for the box: it asks people to look.
 */
import { rowsIn } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import { count } from '../base/ports.ts';
import type { UnitOfWork } from '../base/unitOfWork.ts';
import { audit } from '../books/journals/audit.ts';
import { allBoxes, type BoxRow, getBox, putBox } from '../books/store/controlStore.ts';

export const readBox = async (tx: Transaction, stbId: string): Promise<BoxRow> =>
  (await getBox(tx, stbId)) ?? { stbId, blocked: false };

/** Blocks or unblocks a box in the caller's commit; `unit.who` is the person. It ends the watch: somebody has looked. */
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

/** Puts a box on watch in the caller's commit. The same cause again only counts: a lying box must not fill the audit. */
export async function watchBox(unit: UnitOfWork, stbId: string, why: string): Promise<void> {
  const { parts, tx, now } = unit;
  const row = await readBox(tx, stbId);
  const { times = 0, since = now, why: known } = row.watch ?? {};
  putBox(tx, { ...row, watch: { since, why, times: times + 1, lastAt: now } });
  unit.after(() => count(parts, 'box.watched'));
  if (known === why) return;
  await audit(unit, { what: 'box.watched', note: `${stbId}: ${why}` });
  unit.after(() => parts.environment.log('tsp', `ALARM: box ${stbId} is on watch: ${why}`));
}

/** Those that are blocked, the latest first. */
export async function blockedBoxes(tx: Transaction): Promise<BoxRow[]> {
  const blocked = (await rowsIn(tx, allBoxes)).filter((row) => row.blocked);
  return blocked.sort((a, b) => (b.since ?? 0) - (a.since ?? 0));
}

/** The boxes that somebody should look at, those whose cause came last first. */
export async function watchedBoxes(tx: Transaction): Promise<BoxRow[]> {
  const watched = (await rowsIn(tx, allBoxes)).filter(({ watch }) => watch !== undefined);
  return watched.sort((a, b) => b.watch!.lastAt - a.watch!.lastAt);
}
