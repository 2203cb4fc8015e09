/** The search in the audit, newest event first. */
import { type Instant, rfc3339 } from '../../../../src/shared/time.ts';
import type { operations } from '../../../contract/opsApi.generated.ts';
import { PIECE } from '../../../store/rowList.ts';
import type { Store } from '../../../store/store.ts';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import {
  type Chained,
  chainHead,
  chainId,
  chainRows,
  getChained,
} from '../../tsp/books/store/historyStore.ts';
import { dayFault, momentsOf } from '../base/calendarDays.ts';
import { defined } from '../base/definedFields.ts';
import type { OpsHandler, Schemas } from '../base/opsTypes.ts';
import { beginAfter, countItems, takePage } from '../base/takePage.ts';

const ON_A_PAGE = 50;
/** Events looked at for one page. An empty page with a cursor means that there are more events. */
const SCAN = 2_000;

type Query = NonNullable<operations['findAudit']['parameters']['query']>;
type AuditView = Schemas['AuditPage']['events'][number];

const auditView = ({ number, entry, hash }: Chained<AuditEvent>): AuditView => {
  const { at, who, what, orderId, attemptId, from, to, note } = entry;
  return defined({
    number,
    at: rfc3339(at),
    who,
    what,
    orderId,
    attemptId,
    from,
    to,
    note,
    hash,
  });
};

/**
 * The number of the first event at or after a moment. Events are numbered in order of time, so a binary search finds
 * it.
 */
export async function firstEventFrom(room: Store, at: Instant): Promise<number> {
  const eventAt = (number: number) =>
    room.transaction(async (tx) => {
      const row = await getChained<AuditEvent>(tx, 'audit', chainId(number));
      return row?.entry.at ?? Number.POSITIVE_INFINITY;
    });
  const head = await room.transaction((tx) => chainHead(tx, 'audit'));
  let low = 1;
  let high = (head?.number ?? 0) + 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((await eventAt(middle)) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `find`: part of who, what, note, order or attempt; every event without it. */
export function isEventWanted(event: AuditEvent, find = ''): boolean {
  const { who, what, note, orderId, attemptId } = event;
  const word = find.trim().toLowerCase();
  return [who, what, note, orderId, attemptId].some((text) => text?.toLowerCase().includes(word));
}

/** Without a word the numbers tell how many events the days have; with one a part of them is read. */
async function totalOf(room: Store, { find, from, to }: Query): Promise<Schemas['Total']> {
  const days = momentsOf({ from, to });
  const first = await firstEventFrom(room, days.from ?? 0);
  const past = await firstEventFrom(room, days.to ?? Number.POSITIVE_INFINITY);
  if (!find?.trim()) return { count: Math.max(0, past - first), more: false };
  return countItems(
    room,
    chainRows<AuditEvent>('audit'),
    {
      glance: (id) => (id < chainId(past) ? 'read' : 'end'),
      pick: (row: Chained<AuditEvent>) => (isEventWanted(row.entry, find) ? row : null),
    },
    { after: chainId(first - 1) },
  );
}

export const findAudit: OpsHandler<'findAudit'> = async ({ room }, call) => {
  const query: Query = call.query ?? {};
  const { find, from, to, cursor } = query;
  const wrong = dayFault({ from, to });
  if (wrong) return wrong;
  const given = beginAfter(cursor);
  if (!given.ok) return given.error;
  const days = momentsOf({ from, to });
  const after =
    given.value ??
    (days.to === undefined ? undefined : chainId(await firstEventFrom(room, days.to)));
  const first = days.from ?? 0;
  let isPast = false;
  const page = await takePage<Chained<AuditEvent>, AuditView>(
    room,
    chainRows<AuditEvent>('audit'),
    { after, reverse: true, piece: PIECE },
    {
      size: ON_A_PAGE,
      scan: SCAN,
      pick(row) {
        isPast ||= row.entry.at < first;
        return isEventWanted(row.entry, find) && !isPast ? auditView(row) : null;
      },
    },
  );
  const more = isPast ? undefined : page.cursor;
  const total = query.total && (await totalOf(room, query));
  return { status: 200, body: defined({ events: [...page.items], cursor: more, total }) };
};
