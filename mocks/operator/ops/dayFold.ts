/**
 * The ends of attempts of the business day that runs. Read once, then kept up by what the audit chain gained since: a
 * page that asks every few seconds must not read twenty thousand rows each time.
 */
import { chinaTime } from '../../../src/shared/time.ts';
import type { Store } from '../../store/store.ts';
import { businessDate } from '../tsp/base/businessDate.ts';
import type { AuditEvent } from '../tsp/books/audit.ts';
import { type Chained, chainNumber } from '../tsp/books/hashChain.ts';
import type { DayEnd } from '../tsp/books/rows.ts';
import { dateBefore } from './businessDay.ts';
import type { DayFold, OpsParts } from './opsTypes.ts';
import { PIECE, pageThrough } from './pageThrough.ts';

/** So many events are followed rather than the day read again, and more the longer the day is. */
const FEW_EVENTS = 4 * PIECE;
const ENDED = new Set(['DEBITED', 'NOT_DEBITED_CLAIMED', 'NOT_DEBITED', 'VOID']);

const headOf = (room: Store): Promise<number> =>
  room.transaction(async (tx) => (await tx.get<{ number: number }>('audit-head'))?.number ?? 0);

export function createDayFold(
  parts: Pick<OpsParts, 'environment' | 'tsp' | 'room' | 'cutOff'>,
): DayFold {
  const { tsp, room, cutOff } = parts;
  let date = '';
  /** Audit events up to this one are in. */
  let seen = 0;
  const ends = new Map<string, DayEnd>();
  let last: Promise<unknown> = Promise.resolve();

  const isOfTheDay = (end: DayEnd | undefined): end is DayEnd =>
    end !== undefined && businessDate(end.at, cutOff) === date;

  async function readAnew(today: string, head: number): Promise<void> {
    date = '';
    ends.clear();
    const found = new Map<string, DayEnd>();
    for (const day of [dateBefore(today), today]) {
      const prefix = `dayEnd/${day}/`;
      for await (const { key, value } of pageThrough<DayEnd>(room, prefix)) {
        found.set(key.slice(prefix.length), value);
      }
    }
    date = today;
    seen = head;
    for (const [id, end] of found) if (isOfTheDay(end)) ends.set(id, end);
  }

  /** One piece of the chain; answers whether there is more. */
  const catchUp = (): Promise<boolean> =>
    room.transaction(async (tx) => {
      const after = `audit/${chainNumber(seen)}`;
      const rows = await tx.list<Chained<AuditEvent>>('audit/', { after, limit: PIECE });
      for (const { value } of rows) {
        const { at, to, attemptId } = value.entry;
        seen = value.number;
        if (attemptId === undefined || to === undefined || !ENDED.has(to)) continue;
        const end = await tx.get<DayEnd>(`dayEnd/${chinaTime(at).date}/${attemptId}`);
        // Gone: it ended again since, and that event is still to come.
        if (isOfTheDay(end)) ends.set(attemptId, end);
      }
      return rows.length === PIECE;
    });

  async function refresh() {
    const today = tsp.businessDate();
    const head = await headOf(room);
    if (date !== today || head - seen > FEW_EVENTS + ends.size) await readAnew(today, head);
    while (await catchUp());
    return { date, ends: [...ends.values()] };
  }

  return {
    read() {
      const turn = last.then(refresh);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
