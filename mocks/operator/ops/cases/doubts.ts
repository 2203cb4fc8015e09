/** Attempts in doubt: it is not known what the card did. Oldest first. */
import { rfc3339 } from '../../../../src/shared/time.ts';
import { getAttempt, getOrder } from '../../tsp/books/moveOrder.ts';
import { allDoubts } from '../../tsp/books/store/attemptStore.ts';
import { defined } from '../base/definedFields.ts';
import type { OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';
import { beginAfter, takePage } from '../base/takePage.ts';

const ON_A_PAGE = 50;

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

export const getDoubts: OpsHandler<'getDoubts'> = async (parts, { query }) => {
  const after = beginAfter(query?.cursor);
  if (!after.ok) return after.error;
  const { items, cursor } = await takePage<true, Schemas['Doubt']>(
    parts.room,
    allDoubts,
    { after: after.value },
    { size: ON_A_PAGE, scan: ON_A_PAGE, pick: (_, id) => doubtAt(parts, id) },
  );
  return { status: 200, body: defined({ doubts: [...items], cursor }) };
};
