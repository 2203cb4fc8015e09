/**
 * The ends of attempts of the business day that runs. Read once, then kept up by what the audit chain gained since: a
 * page that asks every few seconds must not read twenty thousand rows each time.
 */
import { chinaTime, dayAfter } from '../../../../src/shared/time.ts';
import { PIECE, pageThrough, rowsIn } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import { businessDate } from '../../tsp/base/businessDate.ts';
import { ATTEMPT_STATES, isOver } from '../../tsp/books/attemptTransitions.ts';
import type { AuditEvent } from '../../tsp/books/audit.ts';
import type { DayEnd } from '../../tsp/books/rows.ts';
import { endsOfDay, getDayEnd } from '../../tsp/books/store/attemptStore.ts';
import { chainHead, chainId, chainRows } from '../../tsp/books/store/historyStore.ts';
import type { DayFold, OpsParts } from '../base/opsTypes.ts';

/** So many events are followed rather than the day read again, and more the longer the day is. */
const FEW_EVENTS = 4 * PIECE;

/** `to`: of any event about an attempt; a case about it moves as well. */
const isEnd = (to: string | undefined): boolean =>
  ATTEMPT_STATES.some((state) => state === to && isOver(state));

const headOf = (room: Store): Promise<number> =>
  room.transaction(async (tx) => (await chainHead(tx, 'audit'))?.number ?? 0);

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
    for (const day of [dayAfter(today, -1), today]) {
      for await (const { id, value } of pageThrough(room, endsOfDay(day))) found.set(id, value);
    }
    date = today;
    seen = head;
    for (const [id, end] of found) if (isOfTheDay(end)) ends.set(id, end);
  }

  /** One piece of the chain; answers whether there is more. */
  const catchUp = (): Promise<boolean> =>
    room.transaction(async (tx) => {
      const range = { after: chainId(seen), limit: PIECE };
      const rows = await rowsIn(tx, chainRows<AuditEvent>('audit'), range);
      for (const { number, entry } of rows) {
        const { at, to, attemptId } = entry;
        seen = number;
        if (attemptId === undefined || !isEnd(to)) continue;
        const end = await getDayEnd(tx, chinaTime(at).date, attemptId);
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
