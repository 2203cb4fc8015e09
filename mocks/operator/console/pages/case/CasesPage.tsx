import { caseKinds, caseStates, decisions } from '../../names/caseNames.ts';
import { amountFilters, dayFilters } from '../../names/filterNames.ts';
import { Badge, StateBadge } from '../../parts/Badge.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Filters } from '../../parts/Filters.tsx';
import grid from '../../parts/Grid.module.css';
import { CaseLink, OrderLink } from '../../parts/Links.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { Empty } from '../../parts/Notice.tsx';
import { PagedTable } from '../../parts/PagedTable.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useConsole } from '../../state/console.ts';
import { days, yuan } from '../../state/format.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { CaseSummary } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { sortingOf, withoutSorting } from '../../state/sorting.ts';
import { usePaging } from '../../state/useLoading.ts';

type Query = Readonly<Record<string, string>>;

const AgeCell = ({ row: { ageDays, state } }: { readonly row: CaseSummary }) =>
  state === 'CLOSED' || ageDays < 1 ? (
    <span>{days(ageDays)}</span>
  ) : (
    <Badge tone={ageDays >= 3 ? 'bad' : 'warn'} text={days(ageDays)} />
  );

const ALL = 'all';
const USUAL = { by: 'time', direction: 'asc' } as const;

function CaseList({ query }: { readonly query: Query }) {
  const { ops } = useConsole();
  const state = query.state ?? 'unclosed';
  const asked = { ...query, state: state === ALL ? undefined : state };
  const paging = usePaging(
    `cases?${new URLSearchParams(query)}`,
    async (cursor) => {
      const answer = await ops.cases({ ...asked, cursor });
      if (!answer.ok) return answer;
      return { ok: true, value: { items: answer.value.cases, cursor: answer.value.cursor } };
    },
    async () => {
      const answer = await ops.cases({ ...asked, total: 'yes' });
      return answer.ok ? { ok: true, value: answer.value.total } : answer;
    },
  );
  return (
    <PagedTable
      caption={say('工单', 'Cases')}
      paging={paging}
      rowKey={({ caseNo }) => caseNo}
      rowHref={({ caseNo }) => hrefOf('cases', caseNo)}
      lines={2}
      sorting={sortingOf('cases', query, USUAL)}
      columns={[
        {
          head: say('工单', 'Case'),
          width: 136,
          cell: ({ caseNo }) => <CaseLink caseNo={caseNo} />,
        },
        {
          head: say('种类', 'Kind'),
          wraps: true,
          cell: ({ kind }) => sayLabel(caseKinds[kind].name),
        },
        {
          head: say('状态', 'State'),
          width: 104,
          cell: (row) => <StateBadge names={caseStates} state={row.state} />,
        },
        {
          head: say('金额', 'Amount'),
          width: 98,
          align: 'end',
          cell: ({ amountFen }) => yuan(amountFen),
        },
        { head: say('账龄', 'Age'), width: 82, align: 'end', cell: (row) => <AgeCell row={row} /> },
        { head: say('经办', 'With'), width: 84, cell: ({ assignee }) => assignee ?? '—' },
        {
          head: say('方案', 'Proposal'),
          width: 150,
          wraps: true,
          cell: ({ decision, proposedBy }) =>
            decision ? `${sayLabel(decisions[decision].name)} · ${proposedBy ?? ''}` : '—',
        },
        {
          head: say('订单', 'Order'),
          width: 106,
          cell: ({ orderId }) => <OrderLink orderId={orderId} />,
        },
        {
          head: say('开立', 'Opened'),
          sort: 'time',
          width: 136,
          align: 'end',
          cell: ({ openedAt }) => <Moment at={openedAt} />,
        },
      ]}
      empty={
        <Empty title={say('没有这样的工单', 'No such cases')}>
          {state === 'unclosed' && say('没有等人处理的事。', 'Nothing waits for people.')}
        </Empty>
      }
    />
  );
}

export function CasesPage({ query }: { readonly query: Query }) {
  return (
    <div class={grid.listPage}>
      <PageHead
        title={say('工单', 'Cases')}
        aside={<ExportButton list="cases" query={withoutSorting(query)} />}
      />
      <Filters
        page="cases"
        query={query}
        filters={[
          {
            name: 'state',
            label: say('状态', 'State'),
            type: 'choice',
            usual: 'unclosed',
            options: [
              ['unclosed', say('未结', 'Not closed')],
              ...Object.entries(caseStates).map(
                ([state, [chinese, english]]) => [state, say(chinese, english)] as const,
              ),
              [ALL, say('全部', 'All')],
            ],
          },
          {
            name: 'kind',
            label: say('种类', 'Kind'),
            type: 'choice',
            options: [
              ['', say('全部', 'All')],
              ...Object.entries(caseKinds).map(
                ([kind, { name }]) => [kind, sayLabel(name)] as const,
              ),
            ],
          },
          ...dayFilters(),
          ...amountFilters(),
        ]}
      />
      <Panel title={say('列表', 'List')} flush fills>
        <CaseList query={query} />
      </Panel>
    </div>
  );
}
