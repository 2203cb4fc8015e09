/**
 * The ends of attempts of the current business day. They are read once and then updated from the new rows of the audit
 * chain: a page that asks every few seconds must not read twenty thousand rows each time.
 */
import { chinaTime, dayAfter } from '../../../../src/shared/time.ts';
import { PIECE, pageThrough, rowsIn } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import { businessDate } from '../../tsp/base/businessDate.ts';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import type { DayEnd } from '../../tsp/books/rows.ts';
import { endsOfDay, getDayEnd } from '../../tsp/books/store/attemptStore.ts';
import { chainHead, chainId, chainRows } from '../../tsp/books/store/historyStore.ts';
import { ATTEMPT_STATES, isOver } from '../../tsp/books/transitions/attemptTransitions.ts';
import type { DayFold, OpsParts } from '../base/opsTypes.ts';

/**
 * Up to this many new events are followed, plus one for each end that is known. With more, reading the day again is
 * cheaper.
 */
const FEW_EVENTS = 4 * PIECE;

/** `to`: of any event about an attempt, also of a case about it. */
const isEnd = (to: string | undefined): boolean =>
  ATTEMPT_STATES.some((state) => state === to && isOver(state));

const headOf = (room: Store): Promise<number> =>
  room.transaction(async (tx) => (await chainHead(tx, 'audit'))?.number ?? 0);

export function createDayFold(
  parts: Pick<OpsParts, 'environment' | 'tsp' | 'room' | 'cutOff'>,
): DayFold {
  const { tsp, room, cutOff } = parts;
  let date = '';
  /** Audit events up to this number are included. */
  let seen = 0;
  const ends = new Map<string, DayEnd>();
  let last: Promise<unknown> = Promise.resolve();

  const isOfToday = (end: DayEnd | undefined): end is DayEnd =>
    end !== undefined && businessDate(end.at, cutOff) === date;

  async function readAgain(today: string, head: number): Promise<void> {
    date = '';
    ends.clear();
    const found = new Map<string, DayEnd>();
    for (const day of [dayAfter(today, -1), today]) {
      for await (const { id, value } of pageThrough(room, endsOfDay(day))) found.set(id, value);
    }
    date = today;
    seen = head;
    for (const [id, end] of found) if (isOfToday(end)) ends.set(id, end);
  }

  /** Follows one piece of the chain. Returns whether there is more. */
  const catchUp = (): Promise<boolean> =>
    room.transaction(async (tx) => {
      const range = { after: chainId(seen), limit: PIECE };
      const rows = await rowsIn(tx, chainRows<AuditEvent>('audit'), range);
      for (const { number, entry } of rows) {
        const { at, to, attemptId } = entry;
        seen = number;
        if (attemptId === undefined || !isEnd(to)) continue;
        const end = await getDayEnd(tx, chinaTime(at).date, attemptId);
        // No end here: the attempt ended again later, and that event is still to come.
        if (isOfToday(end)) ends.set(attemptId, end);
      }
      return rows.length === PIECE;
    });

  async function refresh() {
    const today = tsp.businessDate();
    const head = await headOf(room);
    if (date !== today || head - seen > FEW_EVENTS + ends.size) await readAgain(today, head);
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
