/** The rows of the lists that are exported: money in yuan, times in China. */
import { formatYuan } from '../../../../src/shared/money.ts';
import { chinaTime, type Instant, isoDate, rfc3339 } from '../../../../src/shared/time.ts';
import { pageThrough } from '../../../store/rowList.ts';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import type { OrderRow } from '../../tsp/books/rows.ts';
import { allDoubts } from '../../tsp/books/store/attemptStore.ts';
import { getCase } from '../../tsp/books/store/caseStore.ts';
import { batchesOf, differencesOf } from '../../tsp/books/store/dayStore.ts';
import { chainId, chainRows } from '../../tsp/books/store/historyStore.ts';
import { firstEventFrom, isEventWanted } from '../audit/auditSearch.ts';
import { ageDays, businessDaySpan } from '../base/businessDay.ts';
import { momentsOf } from '../base/calendarDays.ts';
import { type ExportQuery, filtersOn } from '../base/listFilters.ts';
import type { OpsParts, Schemas } from '../base/opsTypes.ts';
import { casesAsked, isCaseWanted } from '../cases/caseViews.ts';
import { wantedDoubt } from '../cases/doubts.ts';
import { wantedDifference } from '../day/differences.ts';
import { placeOf } from '../orders/orderLists.ts';
import { type OrderQuery, walkBetween } from '../orders/orderQuery.ts';
import { readOne, readWanted } from '../orders/readOrders.ts';

export type Cells = readonly (string | number | undefined)[];

const yuan = (fen: number | undefined): string => (fen === undefined ? '' : formatYuan(fen));

function clock(at: Instant | undefined): string {
  if (at === undefined) return '';
  const { date, time } = chinaTime(at);
  return `${isoDate(date)} ${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}`;
}

const clockOf = (moment: Schemas['Moment']): string => clock(Date.parse(moment));

/** Orders or events looked at for one file. */
const MOST_LOOKED_AT = 500_000;

function orderCells(order: OrderRow): Cells {
  const { orderId, ref, state, quote, subscriberId, stbId, confirmedAt, paidAt } = order;
  const { cardTail, receiptNo, caseNo } = order;
  const sold = [subscriberId, stbId, quote.title['zh-CN'], yuan(quote.amountFen)];
  const times = [clock(confirmedAt), clock(paidAt)];
  return [orderId, ref, state, ...sold, ...times, cardTail, receiptNo, caseNo];
}

/** Without a filter the confirmed orders of the business day, else those of the list; oldest first. */
export async function* orders(
  { room, cutOff }: OpsParts,
  date: string,
  asked: ExportQuery,
): AsyncGenerator<Cells | 'cut'> {
  const query = asked as OrderQuery;
  const place = await placeOf(room, query);
  if (place.kind === 'nowhere') return;
  if (place.kind === 'one') {
    const order = await readOne(room, place.orderId, query);
    if (order) yield orderCells(order);
    return;
  }
  const days =
    filtersOn('orders', asked).length > 0 ? momentsOf(query) : businessDaySpan(date, cutOff);
  const walk = walkBetween(place.list, { ...query, direction: 'asc' }, days);
  let looked = 0;
  for await (const order of readWanted(room, walk, query)) {
    if (++looked > MOST_LOOKED_AT) yield 'cut';
    if (order) yield orderCells(order);
  }
}

export async function* doubts(
  parts: OpsParts,
  _date: string,
  query: ExportQuery,
): AsyncGenerator<Cells> {
  for await (const { id } of pageThrough(parts.room, allDoubts)) {
    const doubt = await wantedDoubt(parts, id, query);
    if (!doubt) continue;
    const { orderId, attemptId, ref, amountFen, cardTail, stbId, terminalNo, cause, caseNo } =
      doubt;
    const what = [yuan(amountFen), cardTail, stbId, terminalNo];
    yield [orderId, attemptId, ref, ...what, clockOf(doubt.since), cause, caseNo];
  }
}

export async function* differences(
  { room, environment }: OpsParts,
  date: string,
  query: ExportQuery,
): AsyncGenerator<Cells> {
  const now = environment.clock.now();
  for await (const { value } of pageThrough(room, differencesOf(date, query.class))) {
    const row = await wantedDifference({ room }, value, query.state);
    if (!row) continue;
    const money = [yuan(row.tspFen), yuan(row.bossFen), yuan(row.pppFen)];
    const about = [row.orderId, row.terminalNo, row.terminalSequence];
    const age = ageDays(row.firstSeen, now);
    yield [row.class, row.state, row.id, ...about, ...money, age, row.step, row.caseNo, row.note];
  }
}

export async function* batches({ room }: OpsParts, date: string): AsyncGenerator<Cells> {
  for await (const { value } of pageThrough(room, batchesOf(date), { piece: 2 })) {
    const { batchId, businessDate, state, batch, accepted, rejected } = value;
    const { count, totalFen, sha256 } = batch;
    yield [batchId, businessDate, state, count, yuan(totalFen), accepted, rejected, sha256];
  }
}

/** The cases of the list; open ones unless a state is asked for. */
export async function* cases(
  { room, environment }: OpsParts,
  _date: string,
  { state = 'unclosed', ...rest }: ExportQuery,
): AsyncGenerator<Cells> {
  const now = environment.clock.now();
  const query = { ...rest, ...(state === 'all' ? {} : { state }) } as Parameters<
    typeof isCaseWanted
  >[1];
  for await (const { id: caseNo } of pageThrough(room, casesAsked(query))) {
    const row = await room.transaction((tx) => getCase(tx, caseNo));
    if (!row || !isCaseWanted(row, query)) continue;
    const { kind, state, amountFen, orderId, openedAt, assignee, decision, proposedBy, note } = row;
    const opened = [clock(openedAt), ageDays(openedAt, now)];
    yield [
      caseNo,
      kind,
      state,
      yuan(amountFen),
      orderId,
      ...opened,
      assignee,
      decision,
      proposedBy,
      note,
    ];
  }
}

/** Without a filter the events of the business day, else those of the list; oldest first. */
export async function* audit(
  { room, cutOff }: OpsParts,
  date: string,
  query: ExportQuery,
): AsyncGenerator<Cells | 'cut'> {
  const isFiltered = filtersOn('audit', query).length > 0;
  const days = isFiltered ? momentsOf(query) : businessDaySpan(date, cutOff);
  const { from = 0, to = Number.POSITIVE_INFINITY } = days;
  let looked = 0;
  const first = await firstEventFrom(room, from);
  const after = chainId(first - 1);
  for await (const { value } of pageThrough(room, chainRows<AuditEvent>('audit'), { after })) {
    const { number, entry, hash } = value;
    if (entry.at >= to) return;
    if (++looked > MOST_LOOKED_AT) yield 'cut';
    if (!isEventWanted(entry, query.find)) continue;
    const { who, what, orderId, attemptId, note } = entry;
    yield [
      number,
      rfc3339(entry.at),
      who,
      what,
      orderId,
      attemptId,
      entry.from,
      entry.to,
      note,
      hash,
    ];
  }
}
