import { amountFilters, dayFilters } from '../names/filterNames.ts';
import { ExportButton } from '../parts/ExportButton.tsx';
import { Filters } from '../parts/Filters.tsx';
import grid from '../parts/Grid.module.css';
import { BoxLink, CaseLink, Mono, OrderLink } from '../parts/Links.tsx';
import { Age } from '../parts/Moment.tsx';
import { Empty } from '../parts/Notice.tsx';
import { PagedTable } from '../parts/PagedTable.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useConsole } from '../state/console.ts';
import type { Filter } from '../state/filters.ts';
import { yuan } from '../state/format.ts';
import { type Label, nameIn, say } from '../state/language.ts';
import { hrefOf } from '../state/route.ts';
import { sortingOf, withoutSorting } from '../state/sorting.ts';
import { usePaging } from '../state/useLoading.ts';

type Query = Readonly<Record<string, string>>;

const causes: Readonly<Record<string, Label>> = {
  timeout: ['没有报告', 'No report came'],
  mac2: ['MAC2 不对', 'MAC2 wrong'],
  statusWord: ['卡片应答异常', 'Odd answer of the card'],
  evidence: ['证据不足', 'Evidence not enough'],
};

const filters = (): readonly Filter[] => [
  ...dayFilters(),
  ...amountFilters(),
  { name: 'box', label: say('机顶盒', 'Box'), type: 'text' },
];

const USUAL = { by: 'time', direction: 'asc' } as const;

export function DoubtsPage({ query }: { readonly query: Query }) {
  const { ops } = useConsole();
  const paging = usePaging(
    `doubts?${new URLSearchParams(query)}`,
    async (cursor) => {
      const answer = await ops.doubts({ ...query, cursor });
      if (!answer.ok) return answer;
      return { ok: true, value: { items: answer.value.doubts, cursor: answer.value.cursor } };
    },
    async () => {
      const answer = await ops.doubts({ ...query, total: 'yes' });
      return answer.ok ? { ok: true, value: answer.value.total } : answer;
    },
  );
  const isAll = Object.keys(withoutSorting(query)).length === 0;
  return (
    <div class={grid.listPage}>
      <PageHead
        title={say('存疑', 'In doubt')}
        note={say(
          '可能已扣款，等卡片插回证明；三天后转工单',
          'may have been debited; the card will tell; a case after three days',
        )}
        aside={<ExportButton list="doubts" query={withoutSorting(query)} />}
      />
      <Filters page="doubts" query={query} filters={filters()} />
      <Panel title={say('列表', 'List')} flush fills>
        <PagedTable
          caption={say('存疑的支付', 'Attempts in doubt')}
          paging={paging}
          rowKey={({ attemptId }) => attemptId}
          rowHref={({ orderId }) => hrefOf('orders', orderId)}
          sorting={sortingOf('doubts', query, USUAL)}
          columns={[
            {
              head: say('订单', 'Order'),
              width: 110,
              cell: ({ orderId, ref }) => <OrderLink orderId={orderId} name={ref} />,
            },
            {
              head: say('已过', 'Since'),
              width: 130,
              sort: 'time',
              cell: ({ since }) => <Age since={since} />,
            },
            {
              head: say('金额', 'Amount'),
              width: 104,
              align: 'end',
              cell: ({ amountFen }) => yuan(amountFen),
            },
            { head: say('卡尾号', 'Card'), width: 72, cell: ({ cardTail }) => cardTail },
            { head: say('原因', 'Cause'), wraps: true, cell: ({ cause }) => nameIn(causes, cause) },
            {
              head: say('机顶盒', 'Box'),
              width: 134,
              cell: ({ stbId }) => <BoxLink stbId={stbId} />,
            },
            {
              head: say('终端', 'Terminal'),
              width: 124,
              cell: ({ terminalNo }) => (terminalNo ? <Mono text={terminalNo} /> : '—'),
            },
            {
              head: say('工单', 'Case'),
              width: 134,
              cell: ({ caseNo }) => <CaseLink caseNo={caseNo} />,
            },
          ]}
          empty={
            isAll ? (
              <Empty title={say('没有存疑', 'No doubts')}>
                {say('每一笔都已经证明。', 'Every payment is proven one way or the other.')}
              </Empty>
            ) : (
              <Empty title={say('没有找到', 'Nothing found')} />
            )
          }
        />
      </Panel>
    </div>
  );
}
