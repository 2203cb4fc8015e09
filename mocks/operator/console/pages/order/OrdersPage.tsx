import { orderStates } from '../../names/stateNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
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
import { yuan } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import type { OrderSummary } from '../../state/opsTypes.ts';
import { usePaging } from '../../state/useLoading.ts';

type Query = Readonly<Record<string, string>>;

export const textOf = (text: OrderSummary['service']): string =>
  say(text['zh-CN'], text.en ?? text['zh-CN']);

function OrderList({ query }: { readonly query: Query }) {
  const { ops } = useConsole();
  const paging = usePaging(`orders?${new URLSearchParams(query)}`, async (cursor) => {
    const answer = await ops.orders({ ...query, cursor });
    if (!answer.ok) return answer;
    return { ok: true, value: { items: answer.value.orders, cursor: answer.value.cursor } };
  });
  const isAll = Object.keys(query).length === 0;
  return (
    <PagedTable
      caption={say('订单，最新的在前', 'Orders, newest first')}
      paging={paging}
      rowKey={({ orderId }) => orderId}
      columns={[
        {
          head: say('订单', 'Order'),
          cell: ({ orderId, ref }) => <OrderLink orderId={orderId} name={ref} />,
        },
        {
          head: say('状态', 'State'),
          cell: ({ state }) => <StateBadge names={orderStates} state={state} />,
        },
        { head: say('金额', 'Amount'), align: 'end', cell: ({ amountFen }) => yuan(amountFen) },
        {
          head: say('业务', 'Service'),
          wraps: true,
          cell: ({ service, months }) =>
            `${textOf(service)}${months ? say(` · ${months} 个月`, ` · ${months} mo`) : ''}`,
        },
        {
          head: say('客户', 'Subscriber'),
          cell: ({ subscriberId, orderId }) => (
            <SubscriberLink subscriberId={subscriberId} order={orderId} />
          ),
        },
        { head: say('机顶盒', 'Box'), cell: ({ stbId }) => <BoxLink stbId={stbId} /> },
        { head: say('卡尾号', 'Card'), cell: ({ cardTail }) => cardTail ?? '—' },
        {
          head: say('建立', 'Created'),
          align: 'end',
          cell: ({ createdAt }) => <Moment at={createdAt} />,
        },
        { head: say('工单', 'Case'), cell: ({ caseNo }) => <CaseLink caseNo={caseNo} /> },
      ]}
      empty={
        <Empty
          title={isAll ? say('还没有订单', 'No orders yet') : say('没有找到', 'Nothing found')}
        >
          {!isAll &&
            say(
              '可按订单号、查询码、交易流水、工单号、客户号或机顶盒号筛选；别的请用最上面的查找框。',
              'Filter by order, code, receipt, case, subscriber or box; for anything else use the search at the top.',
            )}
        </Empty>
      }
    />
  );
}

export function OrdersPage({ query }: { readonly query: Query }) {
  return (
    <div class={grid.page}>
      <PageHead title={say('订单', 'Orders')} aside={<ExportButton list="orders" />} />
      <Filters
        page="orders"
        query={query}
        filters={[
          {
            name: 'find',
            label: say('筛选', 'Filter'),
            type: 'search',
            placeholder: say('订单、查询码、流水、客户、机顶盒', 'Order, receipt, subscriber, box'),
          },
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
        ]}
      />
      <Panel title={say('列表', 'List')} flush>
        <OrderList key={JSON.stringify(query)} query={query} />
      </Panel>
    </div>
  );
}
