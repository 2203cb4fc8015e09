/** The figures of a day as tables: each row has its number, a bar to compare it with, and where its rows are. */
import { ShareBar } from '../../charts/ShareBar.tsx';
import { endings } from '../../names/endingNames.ts';
import { calls, stages } from '../../names/figureNames.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { Empty } from '../../parts/Notice.tsx';
import { businessDate, count, milliseconds, percent, yuan } from '../../state/format.ts';
import { language, nameIn, say, sayLabel } from '../../state/language.ts';
import type { DayFigures } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';

interface Props {
  readonly figures: DayFigures;
}

type Stage = DayFigures['funnel'][number]['stage'];

/** Of the stages that a list of orders can show. */
const STATES: { readonly [S in Stage]?: string } = { quoted: 'EXPIRED', served: 'COMPLETED' };

const ordersOf = (date: string, more: Record<string, string> = {}): string =>
  hrefOf('orders', undefined, { from: date, to: date, ...more });

/** How many of the day's orders came so far, and which share of the stage before. */
export function FunnelTable({ figures: { date, funnel } }: Props) {
  const first = funnel[0]?.count ?? 0;
  const rows = funnel.map((step, at) => ({ ...step, before: funnel[at - 1]?.count }));
  return (
    <DataTable
      caption={say('从询价到开通', 'From price to service')}
      rows={rows}
      rowKey={({ stage }) => stage}
      columns={[
        {
          head: say('步骤', 'Step'),
          cell: ({ stage }) => {
            const state = STATES[stage];
            const href = stage === 'quoted' ? undefined : ordersOf(date, state ? { state } : {});
            const name = sayLabel(stages[stage]);
            return href === undefined ? name : <a href={href}>{name}</a>;
          },
        },
        { head: say('订单', 'Orders'), align: 'end', cell: ({ count: value }) => count(value) },
        {
          head: say('占上一步', 'Of step before'),
          align: 'end',
          cell: ({ count: value, before }) => (before ? percent(value / before) : '—'),
        },
        {
          head: say('对比', 'Bar'),
          cell: ({ count: value }) => <ShareBar value={value} highest={first} />,
        },
      ]}
    />
  );
}

export function ServiceTable({ figures: { date, services } }: Props) {
  if (services.length === 0) return <Empty title={say('还没有收款', 'Nothing was taken yet')} />;
  const highest = services[0]?.totalFen ?? 0;
  const name = ({ serviceId, title }: DayFigures['services'][number]): string =>
    title?.[language.value] ?? (serviceId || say('未知服务', 'Unknown service'));
  return (
    <DataTable
      caption={say('各业务收款', 'Taken by service')}
      rows={services}
      rowKey={({ serviceId }) => serviceId}
      columns={[
        {
          head: say('业务', 'Service'),
          wraps: true,
          cell: (row) => <a href={ordersOf(date, { service: row.serviceId })}>{name(row)}</a>,
        },
        { head: say('笔数', 'Payments'), align: 'end', cell: (row) => count(row.count) },
        { head: say('金额', 'Amount'), align: 'end', cell: ({ totalFen }) => yuan(totalFen) },
        {
          head: say('对比', 'Bar'),
          cell: ({ totalFen }) => <ShareBar value={totalFen} highest={highest} />,
        },
      ]}
    />
  );
}

export function EndingTable({ figures: { date, endings: rows } }: Props) {
  if (rows.length === 0) return <Empty title={say('没有未成的支付', 'Nothing has failed')} />;
  const highest = rows[0]?.count ?? 0;
  return (
    <DataTable
      caption={say('未成的原因', 'Why payments failed')}
      rows={rows}
      rowKey={({ code }) => code}
      columns={[
        {
          head: say('原因', 'Cause'),
          wraps: true,
          cell: ({ code }) => <a href={ordersOf(date)}>{nameIn(endings, code)}</a>,
        },
        { head: say('次数', 'Times'), align: 'end', cell: (row) => count(row.count) },
        {
          head: say('对比', 'Bar'),
          cell: (row) => <ShareBar value={row.count} highest={highest} tone="bad" />,
        },
      ]}
    />
  );
}

export function RefusalTable({ figures: { refusals } }: Props) {
  if (refusals.length === 0) return <Empty title={say('没有拒绝', 'Nothing was refused')} />;
  const highest = refusals[0]?.count ?? 0;
  return (
    <DataTable
      caption={say('平台拒绝的请求', 'What the platform refused')}
      rows={refusals}
      rowKey={({ operation, code }) => `${operation} ${code}`}
      columns={[
        { head: say('原因', 'Cause'), wraps: true, cell: ({ code }) => nameIn(endings, code) },
        { head: say('请求', 'Request'), cell: ({ operation }) => nameIn(calls, operation) },
        { head: say('次数', 'Times'), align: 'end', cell: (row) => count(row.count) },
        {
          head: say('对比', 'Bar'),
          cell: (row) => <ShareBar value={row.count} highest={highest} tone="bad" />,
        },
      ]}
    />
  );
}

export function LatencyTable({ figures: { latency } }: Props) {
  if (latency.length === 0) return <Empty title={say('没有测量', 'Nothing was measured')} />;
  return (
    <DataTable
      caption={say('平台应答耗时', 'How quickly the platform answers')}
      rows={latency}
      rowKey={({ operation }) => operation}
      columns={[
        { head: say('请求', 'Request'), cell: ({ operation }) => nameIn(calls, operation) },
        { head: 'p50', align: 'end', cell: ({ p50Ms }) => milliseconds(p50Ms) },
        { head: 'p95', align: 'end', cell: ({ p95Ms }) => milliseconds(p95Ms) },
        { head: 'p99', align: 'end', cell: ({ p99Ms }) => milliseconds(p99Ms) },
        { head: say('次数', 'Samples'), align: 'end', cell: ({ samples }) => count(samples) },
      ]}
    />
  );
}

/** Days before the first payment ever are left out. */
export function WeekTable({ figures: { days: all, isOver } }: Props) {
  const first = all.findIndex(({ sum }) => sum.paid + sum.failed > 0);
  const days = all.slice(first < 0 ? -1 : first);
  const highest = Math.max(...days.map(({ sum }) => sum.paidFen));
  const last = days.at(-1)?.date;
  return (
    <DataTable
      caption={say('八天', 'Eight days')}
      rows={days}
      rowKey={({ date }) => date}
      columns={[
        {
          head: say('业务日', 'Day'),
          cell: ({ date }) => (
            <>
              <a href={hrefOf('days', date)}>{businessDate(date)}</a>
              {date === last && !isOver ? say('（进行中）', ' (running)') : ''}
            </>
          ),
        },
        { head: say('成功', 'Paid'), align: 'end', cell: ({ sum }) => count(sum.paid) },
        { head: say('未成', 'Failed'), align: 'end', cell: ({ sum }) => count(sum.failed) },
        { head: say('实收', 'Taken'), align: 'end', cell: ({ sum }) => yuan(sum.paidFen) },
        {
          head: say('对比', 'Bar'),
          cell: ({ date, sum }) => (
            <ShareBar
              value={sum.paidFen}
              highest={highest}
              tone={date === last && !isOver ? 'plain' : 'good'}
            />
          ),
        },
      ]}
    />
  );
}
