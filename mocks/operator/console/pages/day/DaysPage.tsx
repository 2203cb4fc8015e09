import { dayStates } from '../../names/stateNames.ts';
import { Badge, StateBadge } from '../../parts/Badge.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import grid from '../../parts/Grid.module.css';
import { Loaded } from '../../parts/Loaded.tsx';
import { Empty } from '../../parts/Notice.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useConsole } from '../../state/console.ts';
import { businessDate, count, yuan } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import type { DaySummary, Sum } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { useLoading } from '../../state/useLoading.ts';

const EVERY_MS = 10_000;

const SumCell = ({ sum }: { readonly sum: Sum | undefined }) =>
  sum ? (
    <>
      {yuan(sum.totalFen)}
      <div class={grid.dim}>{say(`${count(sum.count)} 笔`, `${count(sum.count)}×`)}</div>
    </>
  ) : (
    <>—</>
  );

const Days = ({ days }: { readonly days: readonly DaySummary[] }) => (
  <DataTable
    caption={say('对账日，最新的在前', 'Settlement days, newest first')}
    rows={days}
    rowKey={({ date }) => date}
    columns={[
      {
        head: say('业务日', 'Business day'),
        cell: ({ date }) => <a href={hrefOf('days', date)}>{businessDate(date)}</a>,
      },
      {
        head: say('状态', 'State'),
        cell: ({ state }) => <StateBadge names={dayStates} state={state} />,
      },
      { head: 'TSP', align: 'end', cell: ({ tsp }) => <SumCell sum={tsp} /> },
      { head: 'BOSS', align: 'end', cell: ({ boss }) => <SumCell sum={boss} /> },
      { head: 'PPP', align: 'end', cell: ({ ppp }) => <SumCell sum={ppp} /> },
      {
        head: say('差错', 'Differences'),
        align: 'end',
        cell: ({ differences }) => count(differences),
      },
      {
        head: say('未解释', 'Unexplained'),
        align: 'end',
        cell: ({ unexplained, state }) =>
          unexplained > 0 ? (
            <Badge tone="bad" text={count(unexplained)} />
          ) : state === 'open' ? (
            '—'
          ) : (
            <Badge tone="good" text="0" />
          ),
      },
      {
        head: say('未结', 'Open'),
        align: 'end',
        cell: ({ open = 0, state }) =>
          open > 0 ? (
            <Badge tone="warn" text={count(open)} />
          ) : state === 'open' ? (
            '—'
          ) : (
            <Badge tone="good" text="0" />
          ),
      },
      {
        head: say('银联未付', 'Still owed'),
        align: 'end',
        cell: ({ receivable }) => <SumCell sum={receivable?.count ? receivable : undefined} />,
      },
    ]}
  />
);

export function DaysPage() {
  const { ops } = useConsole();
  const loading = useLoading('days', () => ops.days(), EVERY_MS);
  return (
    <div class={grid.page}>
      <PageHead
        title={say('对账', 'Settlement')}
        note={say('TSP、BOSS、PPP 三方，按业务日', 'TSP, BOSS and PPP, by business day')}
      />
      <Panel title={say('业务日', 'Business days')} flush>
        <Loaded loading={loading}>
          {({ days }) =>
            days.length === 0 ? (
              <Empty title={say('还没有业务日', 'No business days yet')}>
                {say('有第一笔扣款之后就会出现。', 'The first payment makes one.')}
              </Empty>
            ) : (
              <Days days={days} />
            )
          }
        </Loaded>
      </Panel>
    </div>
  );
}
