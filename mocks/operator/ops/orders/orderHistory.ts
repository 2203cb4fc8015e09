/**
 * Everything that happened to one order, from the indexes of the audit, the ledger and the exchanges with card and
 * PSAM.
 */
import { rfc3339 } from '../../../../src/shared/time.ts';
import { listRows, rowsIn } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import { type PostingSet, sidesOf } from '../../tsp/books/journals/ledger.ts';
import { getAttempt, getOrder } from '../../tsp/books/moveOrder.ts';
import type { AttemptRow } from '../../tsp/books/rows.ts';
import {
  type ChainName,
  chainOf,
  type ExchangeRow,
  exchangesOf,
  getChained,
} from '../../tsp/books/store/historyStore.ts';
import { defined } from '../base/definedFields.ts';
import type { OpsHandler, Schemas } from '../base/opsTypes.ts';
import { attemptSummary, orderSummary } from '../base/orderViews.ts';
import { refuse } from '../base/refuse.ts';

type Entry = Schemas['HistoryEntry'];

/** The limit for each source. An order with more entries was tampered with or is in a loop; its beginning shows why. */
const LONGEST = 1_000;

/** The rows of a chain that are about this order, by its index. */
async function chainRows<T>(tx: Transaction, chain: ChainName, orderId: string): Promise<T[]> {
  const rows: T[] = [];
  for (const { id } of await listRows(tx, chainOf(chain, orderId), { limit: LONGEST })) {
    const row = await getChained<T>(tx, chain, id);
    if (row) rows.push(row.entry);
  }
  return rows;
}

function kindOf(what: string): Entry['kind'] {
  const [subject] = what.split('.');
  return subject === 'order' || subject === 'attempt' || subject === 'case' ? subject : 'person';
}

const auditEntry = ({ at, who, what, from, to, note, attemptId }: AuditEvent): Entry =>
  defined({ at: rfc3339(at), kind: kindOf(what), who, what, from, to, note, attemptId });

function postingEntry(set: PostingSet): Entry {
  const { at, kind, attemptId } = set;
  const posting = { at: rfc3339(at), kind: 'posting' as const, who: 'tsp', what: kind, attemptId };
  return defined({ ...posting, ...sidesOf(set) });
}

/** A command's header is its first five bytes; anything else in the row is not shown. */
const HEADER_DIGITS = 10;

const exchangeEntry = ({ at, who, what, statusWord, attemptId }: ExchangeRow): Entry =>
  defined({
    at: rfc3339(at),
    kind: 'exchange' as const,
    who,
    what: what.slice(0, HEADER_DIGITS),
    statusWord,
    attemptId,
  });

export const getOrderHistory: OpsHandler<'getOrderHistory'> = ({ room }, { params }) =>
  room.transaction(async (tx) => {
    const { orderId } = params;
    const order = await getOrder(tx, orderId);
    if (!order) return refuse('order.not_found', `orderId: ${orderId} is not an order of ours`);
    const events = await chainRows<AuditEvent>(tx, 'audit', orderId);
    const postings = await chainRows<PostingSet>(tx, 'ledger', orderId);
    const exchanges = await rowsIn(tx, exchangesOf(orderId), { limit: LONGEST });
    const ids = new Set(events.flatMap(({ attemptId }) => attemptId ?? []));
    const attempts: AttemptRow[] = [];
    for (const id of [...ids].sort()) {
      const attempt = await getAttempt(tx, id);
      if (attempt) attempts.push(attempt);
    }
    // At the same moment the order is: what was sent, what it led to, what was posted for it.
    const entries = [
      ...exchanges.map((exchange) => ({ at: exchange.at, entry: exchangeEntry(exchange) })),
      ...events.map((event) => ({ at: event.at, entry: auditEntry(event) })),
      ...postings.map((set) => ({ at: set.at, entry: postingEntry(set) })),
    ].sort((a, b) => a.at - b.at);
    return {
      status: 200,
      body: {
        order: await orderSummary(tx, order),
        attempts: attempts.map(attemptSummary),
        entries: entries.map(({ entry }) => entry),
      },
    };
  });
