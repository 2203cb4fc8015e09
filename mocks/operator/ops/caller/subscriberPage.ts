/** All that a person on the telephone needs of one subscriber: what to say, then boxes, services, orders, doubts, cases and cards. */
import { chinaTime, isoDate, rfc3339 } from '../../../../src/shared/time.ts';
import { listRows } from '../../../store/rowList.ts';
import { getOrder } from '../../tsp/books/moveOrder.ts';
import { ordersByBox } from '../../tsp/books/store/orderStore.ts';
import { isUnproven } from '../../tsp/books/transitions/attemptTransitions.ts';
import type { Household } from '../../tsp/controls/households.ts';
import { defined } from '../base/definedFields.ts';
import { onlyFields } from '../base/onlyFields.ts';
import type { OpsHandler, OpsParts, Schemas } from '../base/opsTypes.ts';
import { orderSummary } from '../base/orderViews.ts';
import { refuse } from '../base/refuse.ts';
import { caseSummary } from '../cases/caseViews.ts';
import { doubtAt } from '../cases/doubts.ts';
import { incidentsAt } from '../orders/incidents.ts';
import { toldIncident } from '../orders/incidentWords.ts';
import { ordersOf } from './orderFacts.ts';
import { scriptFor } from './script.ts';
import type { OrderFacts } from './situation.ts';

type Page = Schemas['SubscriberPage'];

/** More than a household has; a platform under attack shall not make the page long. */
const MOST_BOXES = 20;
const MOST_INCIDENTS = 10;

/** Boxes of BOSS's list, and those on which something was ordered while BOSS is silent. */
async function boxesOf(
  { room, tsp }: OpsParts,
  household: Household | undefined,
  orders: readonly OrderFacts[],
): Promise<Page['boxes']> {
  const atBoss = new Map(household?.boxes.map(({ stbId, blocked }) => [stbId, blocked]));
  const used = orders.map(({ order }) => order.stbId);
  const ids = [...new Set([...atBoss.keys(), ...(household ? [] : used)])].slice(0, MOST_BOXES);
  const boxes: Page['boxes'] = [];
  for (const stbId of ids) {
    const { blocked, watch } = await tsp.desk.box(stbId);
    const last = await room.transaction(async (tx) => {
      const [row] = await listRows(tx, ordersByBox(stbId), { reverse: true, limit: 1 });
      return row && getOrder(tx, row.id);
    });
    boxes.push(
      defined({
        stbId,
        blocked,
        blockedAtBoss: atBoss.get(stbId) ?? false,
        watch: watch?.why,
        lastOrderAt: last && rfc3339(last.confirmedAt ?? last.createdAt),
        lastOrderState: last?.state,
      }),
    );
  }
  return boxes;
}

function cardsOf(orders: readonly OrderFacts[]): Page['cards'] {
  const cards = new Map<
    string,
    { cardTail: string; last: string; lastUsedAt: string; open: number }
  >();
  for (const { order, attempts } of orders) {
    for (const { attemptId, cardTail, state, mac1 } of attempts) {
      const before = cards.get(cardTail);
      const lastUsedAt = rfc3339(mac1?.issuedAt ?? order.confirmedAt ?? order.createdAt);
      // Attempts are numbered in the order of time.
      const isNewer = before === undefined || attemptId > before.last;
      cards.set(cardTail, {
        cardTail,
        last: isNewer ? attemptId : before.last,
        lastUsedAt: isNewer ? lastUsedAt : before.lastUsedAt,
        open: (before?.open ?? 0) + (isUnproven(state) || state === 'NOT_DEBITED_CLAIMED' ? 1 : 0),
      });
    }
  }
  return [...cards.values()]
    .sort((a, b) => (a.last < b.last ? 1 : -1))
    .map((card) => onlyFields(card, ['cardTail', 'lastUsedAt', 'open']));
}

const duesOf = (household: Household | undefined, today: string): Page['dues'] =>
  (household?.dues ?? []).map(({ title, amountFen, dueDate }) => ({
    title,
    amountFen,
    dueDate,
    isOverdue: dueDate < today,
  }));

const whoIs = (household: Household | undefined, orders: readonly OrderFacts[]) =>
  household
    ? {
        name: household.subscriber.name,
        smartCard: household.subscriber.accountTail,
        area: household.subscriber.area,
        status: household.subscriber.status,
        telephone: household.telephone,
      }
    : { name: orders[0]?.order.quote.subscriber };

export const getSubscriber: OpsHandler<'getSubscriber'> = async (parts, call, person) => {
  const { subscriberId } = call.params;
  const about = call.query?.order;
  const told = await parts.tsp.households.read(subscriberId);
  const { newest, further, isMore } = await ordersOf(parts, subscriberId, about);
  const all = [...newest, ...further];
  if (!told.ok && told.error === 'unknown' && all.length === 0) {
    return refuse('subscriber.not_found', `subscriberId: ${subscriberId} is not a subscriber`);
  }
  await parts.looks.note(person.user, subscriberId);
  const household = told.ok ? told.value : undefined;
  const now = parts.environment.clock.now();
  const boxes = await boxesOf(parts, household, all);
  const dues = duesOf(household, isoDate(chinaTime(now).date));
  const doubted = all.flatMap(({ attempts }) =>
    attempts.filter(({ state }) => state === 'IN_DOUBT'),
  );
  const doubts = [];
  for (const { doubtedAt, attemptId } of doubted) {
    const doubt =
      doubtedAt === undefined ? null : await doubtAt(parts, `${doubtedAt}/${attemptId}`);
    if (doubt) doubts.push(doubt);
  }
  const orders = [];
  for (const { order } of newest) {
    orders.push(await parts.room.transaction((tx) => orderSummary(tx, order)));
  }
  return {
    status: 200,
    body: defined({
      subscriberId,
      boss: told.ok ? ('answered' as const) : told.error,
      ...whoIs(household, all),
      script: scriptFor({ orders: all, about, boxes, dues, now }),
      boxes,
      services: (household?.services ?? []).map((service) =>
        onlyFields(service, ['serviceId', 'title', 'subscription']),
      ),
      dues,
      orders,
      isMoreOrders: isMore,
      doubts,
      cases: all.flatMap(({ cases }) => cases.map((row) => caseSummary(row, now))),
      cards: cardsOf(all),
      incidents: (
        await incidentsAt(
          parts,
          boxes.map(({ stbId }) => stbId),
          MOST_INCIDENTS,
        )
      ).map(toldIncident),
    }),
  };
};
