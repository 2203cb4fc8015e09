import { orderStates } from '../../names/stateNames.ts';
import { Badge, StateBadge } from '../../parts/Badge.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import grid from '../../parts/Grid.module.css';
import { CaseLink, OrderLink } from '../../parts/Links.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { Empty, Notice } from '../../parts/Notice.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useConsole } from '../../state/console.ts';
import { yuan } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import type { SubscriberPage as Subscriber } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { useLoading } from '../../state/useLoading.ts';
import { textOf } from '../order/OrdersPage.tsx';
import { Boxes, Cards, Dues, OpenMatters, Services } from './Household.tsx';
import { Script } from './Script.tsx';

/** The card that goes back into its box settles a doubt while the caller is on the line. */
const EVERY_MS = 10_000;

const BossNotice = ({ boss }: Pick<Subscriber, 'boss'>) => {
  if (boss === 'answered') return null;
  return (
    <Notice tone="warn">
      {boss === 'unknown'
        ? say(
            '营业系统里没有这个客户：可能已经销户或换了号。以下只有缴费平台知道的。',
            'BOSS does not know this subscriber: the account may be closed or has another number. Below is what the payment platform knows.',
          )
        : say(
            '营业系统没有应答：业务、欠费和部分机顶盒看不到。缴费的情况照常准确。',
            'BOSS does not answer: services, bills and some boxes are missing. What is said of payments holds.',
          )}
    </Notice>
  );
};

function Orders({ subscriber }: { readonly subscriber: Subscriber }) {
  const { orders, subscriberId, isMoreOrders } = subscriber;
  return (
    <Panel
      title={say('缴费', 'Orders')}
      note={say('最新的在前', 'newest first')}
      aside={
        isMoreOrders && (
          <a href={hrefOf('orders', undefined, { find: subscriberId })}>
            {say('全部', 'All of them')}
          </a>
        )
      }
      flush
    >
      {orders.length === 0 ? (
        <Empty title={say('还没有缴过费', 'No orders yet')} />
      ) : (
        <DataTable
          caption={say('缴费，最新的在前', 'Orders, newest first')}
          rows={orders}
          rowKey={({ orderId }) => orderId}
          columns={[
            {
              head: say('查询码', 'Code'),
              cell: ({ orderId, ref }) => <OrderLink orderId={orderId} name={ref} />,
            },
            {
              head: say('时间', 'When'),
              cell: ({ paidAt, createdAt }) => <Moment at={paidAt ?? createdAt} />,
            },
            { head: say('金额', 'Amount'), align: 'end', cell: ({ amountFen }) => yuan(amountFen) },
            {
              head: say('业务', 'Service'),
              wraps: true,
              cell: ({ service, months }) =>
                `${textOf(service)}${months ? say(` · ${months} 个月`, ` · ${months} mo`) : ''}`,
            },
            {
              head: say('状态', 'State'),
              cell: ({ state }) => <StateBadge names={orderStates} state={state} />,
            },
            { head: say('卡尾号', 'Card'), cell: ({ cardTail }) => cardTail ?? '—' },
            { head: say('工单', 'Case'), cell: ({ caseNo }) => <CaseLink caseNo={caseNo} /> },
          ]}
        />
      )}
    </Panel>
  );
}

const Incidents = ({ incidents }: Pick<Subscriber, 'incidents'>) =>
  incidents.length === 0 ? null : (
    <Panel
      title={say('屏幕上出现过的问题', 'What the screens showed')}
      note={say('客户念得出的查询码', 'with the codes that callers read out')}
      flush
    >
      <DataTable
        caption={say('屏幕上出现过的问题，最新的在前', 'What the screens showed, newest first')}
        rows={incidents}
        rowKey={({ code, at, source }) => `${code}/${at}/${source}`}
        columns={[
          { head: say('查询码', 'Code'), cell: ({ code }) => <code>{code}</code> },
          { head: say('时间', 'When'), cell: ({ at }) => <Moment at={at} /> },
          {
            head: say('发生了什么', 'What happened'),
            wraps: true,
            cell: ({ what }) => textOf(what),
          },
          {
            head: say('对来电人说', 'Tell the caller'),
            wraps: true,
            cell: ({ say: told }) => textOf(told),
          },
        ]}
      />
    </Panel>
  );

const headNote = ({ smartCard, area, telephone, subscriberId, status }: Subscriber) => (
  <>
    {[
      smartCard && say(`智能卡 ${smartCard}`, `Smart card ${smartCard}`),
      telephone && say(`电话 ${telephone}`, `telephone ${telephone}`),
      area && textOf(area),
      say(`客户号 ${subscriberId}`, `number ${subscriberId}`),
    ]
      .filter(Boolean)
      .join(' · ')}{' '}
    {status === 'closed' && <Badge tone="bad" text={say('已销户', 'Closed')} />}
  </>
);

interface Props {
  readonly subscriberId: string;
  readonly query: Readonly<Record<string, string>>;
}

export function SubscriberPage({ subscriberId, query }: Props) {
  const { ops } = useConsole();
  const { order } = query;
  const loading = useLoading<Subscriber>(
    `subscriber/${subscriberId}?${order ?? ''}`,
    () => ops.subscriber(subscriberId, { order }),
    EVERY_MS,
  );
  const known = loading.state.value.value;
  return (
    <div class={grid.page}>
      <PageHead
        title={known?.name ?? say('客户', 'Subscriber')}
        note={known && headNote(known)}
        back={{ href: hrefOf('subscribers'), text: say('查找', 'Search') }}
      />
      <Loaded loading={loading}>
        {(subscriber) => (
          <>
            <BossNotice boss={subscriber.boss} />
            <Script lines={subscriber.script} />
            <div class={`${grid.wideNarrow} ${grid.stacked}`}>
              <div class={grid.column}>
                <Orders subscriber={subscriber} />
                <Incidents incidents={subscriber.incidents} />
              </div>
              <div class={grid.column}>
                <OpenMatters subscriber={subscriber} />
                <Boxes boxes={subscriber.boxes} />
                <Services subscriber={subscriber} />
                <Dues dues={subscriber.dues} />
                <Cards cards={subscriber.cards} />
              </div>
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}
