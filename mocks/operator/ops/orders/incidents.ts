/**
 * What a caller's code stands for: what the platform refused, what boxes told, and the attempts in doubt of the order whose own
 * code it is. What the platform knows has its own room in the list, so that no box can crowd it out.
 */
import { type Instant, rfc3339 } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import type { Transaction } from '../../../store/store.ts';
import type { AuditEvent } from '../../tsp/books/journals/audit.ts';
import { getAttempt, getOrder } from '../../tsp/books/moveOrder.ts';
import { chainOf, getChained } from '../../tsp/books/store/historyStore.ts';
import {
  INCIDENT_LISTS,
  type IncidentList,
  type IncidentRow,
  incidentsOf,
  newestOfBox,
} from '../../tsp/books/store/incidentStore.ts';
import { ordersByRef } from '../../tsp/books/store/orderStore.ts';
import { defined } from '../base/definedFields.ts';
import type { OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';

type Incident = Schemas['Incident'];

/** Of each kind; more than anybody reads. */
const MOST: Readonly<Record<IncidentList | 'orders', number>> = {
  platform: 40,
  door: 10,
  box: 40,
  orders: 10,
};
/** Rows of a code that are looked at for one box. A crash has the same code in many. */
const SCAN = 500;
/** The limit for the entries of one order in the audit. */
const LONGEST = 1_000;

const isAt = (stbId: string | undefined, row: { readonly stbId?: string }) =>
  stbId === undefined || row.stbId === stbId;

async function incidentView(tx: Transaction, row: IncidentRow): Promise<Incident> {
  const { list, at, heardAt, attemptId, ...known } = row;
  const isTold = list === 'box';
  // A call about an attempt names no order.
  const attempt = isTold || attemptId === undefined ? undefined : await getAttempt(tx, attemptId);
  return defined({
    orderId: attempt?.orderId,
    ...known,
    attemptId,
    source: isTold ? ('box' as const) : ('platform' as const),
    proven: list !== 'door',
    at: rfc3339(at),
    heardAt: rfc3339(heardAt),
  });
}

interface Found {
  readonly at: Instant;
  readonly incident: Incident;
}

/** The moments at which attempts of the order got into doubt, from the audit. */
async function doubtsOf(tx: Transaction, code: string, orderId: string): Promise<Found[]> {
  const order = await getOrder(tx, orderId);
  if (!order) return [];
  const found: Found[] = [];
  for (const { id } of await listRows(tx, chainOf('audit', orderId), { limit: LONGEST })) {
    const event = (await getChained<AuditEvent>(tx, 'audit', id))?.entry;
    const attempt = event?.attemptId && (await getAttempt(tx, event.attemptId));
    if (!event || !attempt || event.to !== 'IN_DOUBT' || !event.what.startsWith('attempt.')) {
      continue;
    }
    const at = rfc3339(event.at);
    const { stbId, subscriberId, attemptId } = attempt;
    found.push({
      at: event.at,
      incident: {
        ...{ code, source: 'platform', at, heardAt: at, stbId, proven: true },
        ...{ subscriberId, orderId, attemptId, cause: 'attempt.in_doubt', money: 'unknown' },
        ...(attempt.doubt ? { detail: attempt.doubt } : {}),
      },
    });
  }
  return found;
}

/** All that is known under this code, newest first. `stbId`: of this box alone. */
export async function readIncidents(
  { room, tsp }: Pick<OpsParts, 'room' | 'tsp'>,
  code: string,
  stbId?: string,
): Promise<Incident[]> {
  await tsp.incidentsWritten();
  return room.transaction(async (tx) => {
    const all: Found[] = [];
    for (const list of INCIDENT_LISTS) {
      const rows = await incidentsOf(tx, code, list, stbId === undefined ? MOST[list] : SCAN);
      for (const row of rows.filter((each) => isAt(stbId, each)).slice(0, MOST[list])) {
        all.push({ at: Math.min(row.at, row.heardAt), incident: await incidentView(tx, row) });
      }
    }
    for (const { id } of await listRows(tx, ordersByRef(code), { limit: MOST.orders })) {
      const doubts = await doubtsOf(tx, code, id);
      all.push(...doubts.filter(({ incident }) => isAt(stbId, incident)).slice(-MOST.orders));
    }
    return all.sort((a, b) => b.at - a.at).map(({ incident }) => incident);
  });
}

/** The last few of these boxes, newest first: what a box had signed, or told. */
export async function incidentsAt(
  { room, tsp }: Pick<OpsParts, 'room' | 'tsp'>,
  stbIds: readonly string[],
  most: number,
): Promise<Incident[]> {
  await tsp.incidentsWritten();
  return room.transaction(async (tx) => {
    const rows: IncidentRow[] = [];
    for (const stbId of stbIds) {
      for (const list of ['platform', 'box'] as const) {
        rows.push(...(await newestOfBox(tx, list, stbId, most)));
      }
    }
    const newest = rows.sort((a, b) => b.heardAt - a.heardAt).slice(0, most);
    const views: Incident[] = [];
    for (const row of newest) views.push(await incidentView(tx, row));
    return views;
  });
}

export const getIncidents: OpsHandler<'getIncidents'> = async (parts, { params, query }) => ({
  status: 200,
  body: { items: await readIncidents(parts, params.code, query?.stbId) },
});
