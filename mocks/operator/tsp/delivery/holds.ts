/** Messages about what ends at BOSS by itself: sent a few times, then given up. */
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { dequeue, type OutboxRow } from '../books/outboxRows.ts';

/** Sends the message. A rejection ends it as well: sending again would not help. */
async function tell(
  parts: TspParts,
  row: OutboxRow,
  call: () => ReturnType<TspParts['boss']['delete']>,
): Promise<void> {
  const told = await call();
  const isOver = told.ok || told.error.kind === 'problem';
  if (!isOver && row.tries < parts.limits.bestEffortTries) return;
  await commit(parts, 'tsp', async (unit) => dequeue(unit, row));
}

/** Releases the hold of an order that ended without money. */
export const deliverRelease = (parts: TspParts, row: OutboxRow): Promise<void> =>
  tell(parts, row, () => parts.boss.delete(`/holds/${row.subject}`));

/** Asks BOSS not to cut the running service while a payment is in doubt. */
export const deliverGrace = (parts: TspParts, row: OutboxRow): Promise<void> =>
  tell(parts, row, () =>
    parts.boss.put(`/orders/${row.subject}/grace`, {
      until: rfc3339(row.since + parts.limits.graceMs),
    }),
  );
