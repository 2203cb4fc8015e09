/** Attempts in doubt: it is not known what the card did. Oldest first. */
import { rfc3339 } from '../../../../src/shared/time.ts';
import type { operations } from '../../../contract/opsApi.generated.ts';
import { getAttempt, getOrder } from '../../tsp/books/moveOrder.ts';
import { allDoubts } from '../../tsp/books/store/attemptStore.ts';
import { dayFault } from '../base/calendarDays.ts';
import { defined } from '../base/definedFields.ts';
import { isWithin } from '../base/listFilters.ts';
import type { OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';
import { beginAfter, countItems, takePage } from '../base/takePage.ts';

const ON_A_PAGE = 50;
const SCAN = 500;
/** Each one is read with its attempt and its order. */
const COUNTED = 2_000;

/** `id`: the id of a row in `allDoubts`. */
export async function doubtAt(
  { room }: Pick<OpsParts, 'room'>,
  id: string,
): Promise<Schemas['Doubt'] | null> {
  const [since, attemptId = ''] = id.split('/');
  return room.transaction(async (tx) => {
    const attempt = await getAttempt(tx, attemptId);
    const order = attempt && (await getOrder(tx, attempt.orderId));
    if (!attempt || !order) return null;
    const { orderId, amountFen, cardTail, stbId, terminalNo, doubt, caseNo } = attempt;
    return defined({
      orderId,
      attemptId,
      ref: order.ref,
      amountFen,
      cardTail,
      stbId,
      terminalNo,
      since: rfc3339(Number(since)),
      cause: doubt ?? 'timeout',
      caseNo,
    });
  });
}

type Query = NonNullable<operations['getDoubts']['parameters']['query']>;

/** The doubt of a row, if it is asked for. */
export async function wantedDoubt(
  parts: Pick<OpsParts, 'room'>,
  id: string,
  query: Query,
): Promise<Schemas['Doubt'] | null> {
  const doubt = await doubtAt(parts, id);
  const { box } = query;
  if (!doubt || !isWithin(query, Number(id.split('/')[0]), doubt.amountFen)) return null;
  return box === undefined || doubt.stbId === box ? doubt : null;
}

export const getDoubts: OpsHandler<'getDoubts'> = async (parts, call) => {
  const query: Query = call.query ?? {};
  const fault = dayFault(query);
  if (fault) return fault;
  const after = beginAfter(query.cursor);
  if (!after.ok) return after.error;
  const pick = (_: true, id: string) => wantedDoubt(parts, id, query);
  const { items, cursor } = await takePage<true, Schemas['Doubt']>(
    parts.room,
    allDoubts,
    { after: after.value, reverse: query.direction === 'desc' },
    { size: ON_A_PAGE, scan: SCAN, pick },
  );
  const total =
    query.total && (await countItems(parts.room, allDoubts, { pick }, { most: COUNTED }));
  return { status: 200, body: defined({ doubts: [...items], cursor, total }) };
};
