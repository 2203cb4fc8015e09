import { batchStates } from '../names/stateNames.ts';
import { StateBadge } from '../parts/Badge.tsx';
import { ExportButton } from '../parts/ExportButton.tsx';
import { Filters } from '../parts/Filters.tsx';
import grid from '../parts/Grid.module.css';
import { Mono } from '../parts/Links.tsx';
import { Empty } from '../parts/Notice.tsx';
import { PagedTable } from '../parts/PagedTable.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useConsole } from '../state/console.ts';
import { businessDate, count, yuan } from '../state/format.ts';
import { say } from '../state/language.ts';
import { hrefOf } from '../state/route.ts';
import { usePaging } from '../state/useLoading.ts';

function BatchList({ date }: { readonly date: string | undefined }) {
  const { ops } = useConsole();
  const paging = usePaging(`batches/${date ?? ''}`, async (cursor) => {
    const answer = await ops.batches({ date, cursor });
    if (!answer.ok) return answer;
    return { ok: true, value: { items: answer.value.batches, cursor: answer.value.cursor } };
  });
  return (
    <PagedTable
      caption={say('批次，最新的在前', 'Batches, newest first')}
      paging={paging}
      rowKey={({ batchId }) => batchId}
      rowHref={({ batchId }) => hrefOf('batches', batchId)}
      columns={[
        {
          head: say('批次', 'Batch'),
          width: 190,
          cell: ({ batchId }) => (
            <a class={grid.mono} href={hrefOf('batches', batchId)}>
              {batchId}
            </a>
          ),
        },
        {
          head: say('业务日', 'Business day'),
          width: 118,
          cell: (batch) => <a href={hrefOf('days', batch.date)}>{businessDate(batch.date)}</a>,
        },
        {
          head: say('状态', 'State'),
          width: 120,
          cell: ({ state }) => <StateBadge names={batchStates} state={state} />,
        },
        {
          head: say('笔数', 'Records'),
          width: 90,
          align: 'end',
          cell: (batch) => count(batch.count),
        },
        {
          head: say('金额', 'Amount'),
          width: 130,
          align: 'end',
          cell: ({ totalFen }) => yuan(totalFen),
        },
        {
          head: say('接受', 'Accepted'),
          width: 90,
          align: 'end',
          cell: ({ accepted }) => count(accepted),
        },
        {
          head: say('拒绝', 'Rejected'),
          width: 90,
          align: 'end',
          cell: ({ rejected }) => count(rejected),
        },
        {
          head: 'SHA-256',
          cell: ({ sha256 }) => (sha256 ? <Mono text={`${sha256.slice(0, 12)}…`} /> : '—'),
        },
      ]}
      empty={
        <Empty title={say('没有批次', 'No batches')}>
          {say('对账时会把当天的扣款组批上送。', 'A settlement puts the day’s debits into one.')}
        </Empty>
      }
    />
  );
}

export const BatchesPage = ({ query }: { readonly query: Readonly<Record<string, string>> }) => (
  <div class={grid.listPage}>
    <PageHead
      title={say('批次', 'Batches')}
      note={say('向 PPP 请款', 'claims sent to the PPP')}
      aside={<ExportButton list="batches" date={query.date} />}
    />
    <Filters
      page="batches"
      query={query}
      filters={[{ name: 'date', label: say('业务日', 'Business day'), type: 'date' }]}
    />
    <Panel title={say('列表', 'List')} flush fills>
      <BatchList date={query.date} />
    </Panel>
  </div>
);
