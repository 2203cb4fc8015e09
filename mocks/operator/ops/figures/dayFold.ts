/**
 * The counters of business days. The day that runs is read once and then followed from the new rows of the audit chain: a
 * page that asks every few seconds must not read a hundred thousand rows each time. A day that is over is read when it is
 * first asked for, and again after one of its rows has changed.
 */
import { ulid } from '../../../../src/shared/random.ts';
import { chinaTime, dayAfter, type Instant } from '../../../../src/shared/time.ts';
import { PIECE, pageThrough, rowsIn } from '../../../store/rowList.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import { businessDate } from '../../tsp/base/businessDate.ts';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import type { DayEnd } from '../../tsp/books/rows.ts';
import { endsOfDay, getDayEnd } from '../../tsp/books/store/attemptStore.ts';
import { chainHead, chainId, chainRows } from '../../tsp/books/store/historyStore.ts';
import { allOrders, getOrder } from '../../tsp/books/store/orderStore.ts';
import { ATTEMPT_STATES, isOver } from '../../tsp/books/transitions/attemptTransitions.ts';
import { businessDaySpan } from '../base/businessDay.ts';
import { EndCounts, noStages, type Stage, type StageCounts, stageOf } from '../base/dayCounts.ts';
import type { DayFold, OpsParts } from '../base/opsTypes.ts';
import { createKeptDays } from './keptDays.ts';

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

/** An order id that sorts before every order of this moment. */
const orderIdAt = (at: Instant): string => ulid(at, { bytes: (length) => new Uint8Array(length) });

export function createDayFold(
  parts: Pick<OpsParts, 'environment' | 'tsp' | 'room' | 'cutOff'>,
): DayFold {
  const { tsp, room, cutOff, environment } = parts;
  let date = '';
  let from: Instant = 0;
  /** Audit events up to this number are included. */
  let seen = 0;
  const ends = new Map<string, DayEnd>();
  /** Absent until somebody asks for them: they are read from the orders. */
  let orders: Map<string, Stage> | undefined;
  let counts = new EndCounts();
  let stages = noStages();
  let last: Promise<unknown> = Promise.resolve();

  /** By day of the calendar, on which two business days have ends: each is read once. */
  const pastEnds = createKeptDays(environment.clock, foldCalendarDay);
  const pastStages = createKeptDays(environment.clock, foldStages);

  function countEnd(id: string, end: DayEnd | undefined): void {
    const before = ends.get(id);
    if (before) counts.count(before, from, -1);
    ends.delete(id);
    if (end === undefined || businessDate(end.at, cutOff) !== date) return;
    ends.set(id, end);
    counts.count(end, from);
  }

  function countOrder(orders: Map<string, Stage>, id: string, stage: Stage): void {
    const before = orders.get(id);
    if (before !== undefined) stages[before] -= 1;
    orders.set(id, stage);
    stages[stage] += 1;
  }

  /** Calls `see` with all ends of a business day, which lie on two days of the calendar. */
  async function eachEnd(day: string, see: (id: string, end: DayEnd) => void): Promise<void> {
    for (const calendar of [dayAfter(day, -1), day]) {
      for await (const { id, value } of pageThrough(room, endsOfDay(calendar))) {
        if (businessDate(value.at, cutOff) === day) see(id, value);
      }
    }
  }

  /** The same span of ids as the export of a day's orders. */
  async function eachOrder(day: string, see: (id: string, stage: Stage) => void): Promise<void> {
    const span = businessDaySpan(day, cutOff);
    const end = orderIdAt(span.to);
    for await (const { id, value } of pageThrough(room, allOrders, {
      after: orderIdAt(span.from),
    })) {
      if (id >= end) return;
      see(id, stageOf(value));
    }
  }

  async function foldCalendarDay(calendar: string): Promise<readonly [EndCounts, EndCounts]> {
    const days = [calendar, dayAfter(calendar)] as const;
    const folded = [new EndCounts(), new EndCounts()] as const;
    const begins = days.map((day) => businessDaySpan(day, cutOff).from);
    for await (const { value } of pageThrough(room, endsOfDay(calendar))) {
      const at = days.indexOf(businessDate(value.at, cutOff));
      folded[at]?.count(value, begins[at]!);
    }
    return folded;
  }

  async function foldEnds(day: string): Promise<EndCounts> {
    const [, evening] = await pastEnds.read(dayAfter(day, -1));
    const [rest] = await pastEnds.read(day);
    return new EndCounts().add(evening).add(rest);
  }

  async function foldStages(day: string): Promise<StageCounts> {
    const folded = noStages();
    await eachOrder(day, (_id, stage) => {
      folded[stage] += 1;
    });
    return folded;
  }

  async function readAgain(today: string, head: number): Promise<void> {
    date = '';
    ends.clear();
    orders = undefined;
    counts = new EndCounts();
    stages = noStages();
    pastEnds.forgetAll();
    pastStages.forgetAll();
    const found = new Map<string, DayEnd>();
    await eachEnd(today, (id, end) => found.set(id, end));
    ({ from } = businessDaySpan(today, cutOff));
    date = today;
    seen = head;
    for (const [id, end] of found) countEnd(id, end);
  }

  async function followOrder(tx: Transaction, orderId: string): Promise<void> {
    const span = businessDaySpan(date, cutOff);
    if (orderId < orderIdAt(span.from)) return pastStages.forget(orderDay(orderId));
    if (!orders || orderId >= orderIdAt(span.to)) return;
    const order = await getOrder(tx, orderId);
    if (order) countOrder(orders, orderId, stageOf(order));
  }

  /** The business day of an order of the last days; older ones are not kept. */
  function orderDay(orderId: string): string {
    let day = date;
    for (
      let back = 0;
      back < KEPT_DAYS && orderId < orderIdAt(businessDaySpan(day, cutOff).from);
      back++
    ) {
      day = dayAfter(day, -1);
    }
    return day;
  }

  /** Follows one piece of the chain. Returns whether there is more. */
  const catchUp = (): Promise<boolean> =>
    room.transaction(async (tx) => {
      const range = { after: chainId(seen), limit: PIECE };
      const rows = await rowsIn(tx, chainRows<AuditEvent>('audit'), range);
      for (const { number, entry } of rows) {
        const { at, from: was, to, attemptId, orderId } = entry;
        seen = number;
        if (orderId !== undefined) await followOrder(tx, orderId);
        if (attemptId === undefined || !isEnd(to)) continue;
        // It had ended before, perhaps on another day, under which it is not listed any more.
        if (isEnd(was)) pastEnds.forgetAll();
        // No end here: the attempt ended again later, and that event is still to come.
        const calendar = chinaTime(at).date;
        countEnd(attemptId, await getDayEnd(tx, calendar, attemptId));
        pastEnds.forget(calendar);
      }
      return rows.length === PIECE;
    });

  async function refresh() {
    const today = tsp.businessDate();
    const head = await headOf(room);
    if (date !== today || head - seen > FEW_EVENTS + ends.size) await readAgain(today, head);
    while (await catchUp());
    return { date, ends: [...ends.values()], counts };
  }

  async function stagesToday(): Promise<StageCounts> {
    await refresh();
    if (!orders) {
      const made = new Map<string, Stage>();
      stages = noStages();
      await eachOrder(date, (id, stage) => countOrder(made, id, stage));
      // What changed meanwhile comes with the next events, at the latest.
      orders = made;
    }
    return { ...stages };
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    read: () => inTurn(refresh),
    // Not in turn: reading past days may take seconds, and the day that runs is asked for meanwhile.
    async endsOf(day) {
      await inTurn(refresh);
      return foldEnds(day);
    },
    async stagesOf(day) {
      await inTurn(refresh);
      return day === date ? inTurn(stagesToday) : pastStages.read(day);
    },
  };
}

/** Days back from which an order's change still makes its day be read again. */
const KEPT_DAYS = 62;
