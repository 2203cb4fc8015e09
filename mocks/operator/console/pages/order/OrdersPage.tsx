import { amountFilters, dayFilters } from '../../names/filterNames.ts';
import { orderStates, payWays } from '../../names/stateNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
import type { Column } from '../../parts/DataTable.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Filters } from '../../parts/Filters.tsx';
import grid from '../../parts/Grid.module.css';
import { BoxLink, CaseLink, OrderLink, SubscriberLink } from '../../parts/Links.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { Empty } from '../../parts/Notice.tsx';
import { PagedTable } from '../../parts/PagedTable.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useConsole } from '../../state/console.ts';
import type { Filter } from '../../state/filters.ts';
import { yuan } from '../../state/format.ts';
import { nameIn, say, sayLabel } from '../../state/language.ts';
import type { OrderSummary } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { sortingOf, withoutSorting } from '../../state/sorting.ts';
import { usePaging } from '../../state/useLoading.ts';

type Query = Readonly<Record<string, string>>;

export const textOf = (text: OrderSummary['service']): string =>
  say(text['zh-CN'], text.en ?? text['zh-CN']);

const USUAL = { by: 'time', direction: 'desc' } as const;
/** Rows of a page; a long list grows by more at once. */
const ON_A_PAGE = 100;
const MOST_ON_A_PAGE = 200;

function useOrders(query: Query) {
  const { ops } = useConsole();
  return usePaging(
    `orders?${new URLSearchParams(query)}`,
    async (cursor, welcome) => {
      const limit = Math.min(MOST_ON_A_PAGE, Math.max(ON_A_PAGE, welcome));
      const answer = await ops.orders({ ...query, cursor, limit: String(limit) });
      if (!answer.ok) return answer;
      return { ok: true, value: { items: answer.value.orders, cursor: answer.value.cursor } };
    },
    async () => {
      const answer = await ops.orders({ ...query, limit: '1', total: 'yes' });
      return answer.ok ? { ok: true, value: answer.value.total } : answer;
    },
  );
}

const columns = (): readonly Column<OrderSummary>[] => [
  {
    head: say('订单', 'Order'),
    width: 96,
    cell: ({ orderId, ref }) => <OrderLink orderId={orderId} name={ref} />,
  },
  {
    head: say('状态', 'State'),
    width: 112,
    cell: ({ state }) => <StateBadge names={orderStates} state={state} />,
  },
  {
    head: say('金额', 'Amount'),
    width: 94,
    align: 'end',
    sort: 'amount',
    cell: ({ amountFen }) => yuan(amountFen),
  },
  {
    head: say('业务', 'Service'),
    cell: ({ service, months }) => {
      const name = textOf(service);
      return (
        <span class={grid.shortened} title={name}>
          <span>{name}</span>
          {months && <span>{say(` · ${months} 个月`, ` · ${months} mo`)}</span>}
        </span>
      );
    },
  },
  {
    head: say('客户', 'Subscriber'),
    width: 92,
    cell: ({ subscriberId, orderId }) => (
      <SubscriberLink subscriberId={subscriberId} order={orderId} />
    ),
  },
  {
    head: say('机顶盒', 'Box'),
    width: 122,
    cell: ({ stbId }) => <BoxLink stbId={stbId} />,
  },
  {
    head: say('支付', 'Paid with'),
    width: 92,
    cell: ({ way, cardTail }) =>
      way === undefined ? '—' : `${nameIn(payWays, way)} ${cardTail ?? ''}`,
  },
  {
    head: say('建立', 'Created'),
    width: 126,
    align: 'end',
    sort: 'time',
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
  {
    head: say('工单', 'Case'),
    width: 134,
    cell: ({ caseNo }) => <CaseLink caseNo={caseNo} />,
  },
];

const filters = (services: readonly string[]): readonly Filter[] => [
  {
    name: 'find',
    label: say('筛选', 'Filter'),
    type: 'search',
    placeholder: say('订单、查询码、流水、客户、机顶盒', 'Order, receipt, subscriber, box'),
  },
  ...dayFilters(),
  ...amountFilters(),
  { name: 'service', label: say('业务', 'Service'), type: 'text', known: services },
  {
    name: 'state',
    label: say('状态', 'State'),
    type: 'choice',
    options: [
      ['', say('全部', 'All')],
      ...Object.entries(orderStates).map(
        ([state, [chinese, english]]) => [state, say(chinese, english)] as const,
      ),
    ],
  },
  {
    name: 'way',
    label: say('支付方式', 'Paid with'),
    type: 'choice',
    options: [
      ['', say('全部', 'All')],
      ...Object.entries(payWays).map(([way, words]) => [way, sayLabel(words)] as const),
    ],
  },
  { name: 'subscriber', label: say('客户', 'Subscriber'), type: 'linked' },
  { name: 'box', label: say('机顶盒', 'Box'), type: 'linked' },
];

const NoOrders = ({ isAll }: { readonly isAll: boolean }) => (
  <Empty title={isAll ? say('还没有订单', 'No orders yet') : say('没有找到', 'Nothing found')}>
    {!isAll &&
      say(
        '可去掉一些筛选，或按订单号、查询码、交易流水、工单号、客户号或机顶盒号筛选；别的请用最上面的查找框。',
        'Take a filter away, or filter by order, code, receipt, case, subscriber or box; for anything else use the search at the top.',
      )}
  </Empty>
);

export function OrdersPage({ query }: { readonly query: Query }) {
  const paging = useOrders(query);
  const services = new Set(
    paging.state.value.items.slice(0, 500).map(({ service }) => textOf(service)),
  );
  return (
    <div class={grid.listPage}>
      <PageHead
        title={say('订单', 'Orders')}
        aside={<ExportButton list="orders" query={withoutSorting(query)} />}
      />
      <Filters page="orders" query={query} filters={filters([...services])} />
      <Panel title={say('列表', 'List')} flush fills>
        <PagedTable
          caption={say('订单', 'Orders')}
          paging={paging}
          rowKey={({ orderId }) => orderId}
          rowHref={({ orderId }) => hrefOf('orders', orderId)}
          columns={columns()}
          sorting={sortingOf('orders', query, USUAL)}
          empty={<NoOrders isAll={Object.keys(withoutSorting(query)).length === 0} />}
        />
      </Panel>
    </div>
  );
}
