import { orderStates } from '../../names/stateNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
import { Facts } from '../../parts/Facts.tsx';
import grid from '../../parts/Grid.module.css';
import { BoxLink, CaseLink, CopyId, SubscriberLink } from '../../parts/Links.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useConsole } from '../../state/console.ts';
import { businessDate, yuan } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import type { OrderSummary } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { useLoading } from '../../state/useLoading.ts';
import { AttemptTable } from './AttemptTable.tsx';
import { textOf } from './OrdersPage.tsx';
import { Timeline } from './Timeline.tsx';

const EVERY_MS = 5_000;

const OrderFacts = ({ order }: { readonly order: OrderSummary }) => (
  <Facts
    facts={[
      [say('金额', 'Amount'), <strong key="amount">{yuan(order.amountFen)}</strong>],
      [
        say('业务', 'Service'),
        `${textOf(order.service)}${order.months ? say(` · ${order.months} 个月`, ` · ${order.months} months`) : ''}`,
      ],
      [
        say('客户', 'Subscriber'),
        <SubscriberLink key="subscriber" subscriberId={order.subscriberId} order={order.orderId} />,
      ],
      [say('机顶盒', 'Box'), <BoxLink key="box" stbId={order.stbId} />],
      [say('建立', 'Created'), <Moment key="created" at={order.createdAt} long />],
      order.paidAt !== undefined && [
        say('扣款', 'Paid'),
        <Moment key="paid" at={order.paidAt} long />,
      ],
      [say('卡尾号', 'Card'), order.cardTail],
      [say('收据', 'Receipt'), order.receiptNo],
      order.businessDate !== undefined && [
        say('业务日', 'Business day'),
        <a key="day" href={hrefOf('days', order.businessDate)}>
          {businessDate(order.businessDate)}
        </a>,
      ],
      order.caseNo !== undefined && [
        say('工单', 'Case'),
        <CaseLink key="case" caseNo={order.caseNo} />,
      ],
      [say('订单号', 'Order id'), <CopyId key="id" id={order.orderId} />, 'wide'],
    ]}
  />
);

export function OrderPage({ orderId }: { readonly orderId: string }) {
  const { ops } = useConsole();
  const loading = useLoading(`order/${orderId}`, () => ops.order(orderId), EVERY_MS);
  const order = loading.state.value.value?.order;
  return (
    <div class={grid.page}>
      <PageHead
        title={say(`订单 ${order?.ref ?? ''}`, `Order ${order?.ref ?? ''}`)}
        note={order && <StateBadge names={orderStates} state={order.state} />}
        back={{ href: hrefOf('orders'), text: say('订单', 'Orders') }}
      />
      <Loaded loading={loading}>
        {(history) => (
          <>
            <Panel title={say('概要', 'Summary')}>
              <OrderFacts order={history.order} />
            </Panel>
            <Panel title={say('支付尝试', 'Attempts')} flush>
              <AttemptTable attempts={history.attempts} />
            </Panel>
            <Panel
              title={say('时间线', 'Time line')}
              note={say('最早的在上；不含卡号与密钥', 'oldest first; no card numbers, no keys')}
              flush
            >
              <Timeline entries={history.entries} />
            </Panel>
          </>
        )}
      </Loaded>
    </div>
  );
}
