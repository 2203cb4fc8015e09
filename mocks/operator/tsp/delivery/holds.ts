/** What BOSS would forget by itself: told a few times, then left to its own clock. */
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { TspParts } from '../base/ports.ts';
import { commit } from '../base/unitOfWork.ts';
import { dequeue, type OutboxRow } from '../books/outboxRows.ts';

/** A refusal ends it as well: asking again would not help. */
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

/** The order ended without money: its hold is let go. */
export const deliverRelease = (parts: TspParts, row: OutboxRow): Promise<void> =>
  tell(parts, row, () => parts.boss.delete(`/holds/${row.subject}`));

/** While a payment is in doubt the running service is not cut. */
export const deliverGrace = (parts: TspParts, row: OutboxRow): Promise<void> =>
  tell(parts, row, () =>
    parts.boss.put(`/orders/${row.subject}/grace`, {
      until: rfc3339(row.since + parts.limits.graceMs),
    }),
  );
