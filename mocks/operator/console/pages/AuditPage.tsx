import { eventName } from '../names/eventNames.ts';
import { dayFilters } from '../names/filterNames.ts';
import { moveName } from '../names/moveNames.ts';
import { noteName } from '../names/noteNames.ts';
import { ExportButton } from '../parts/ExportButton.tsx';
import { Filters } from '../parts/Filters.tsx';
import grid from '../parts/Grid.module.css';
import { Mono, OrderLink } from '../parts/Links.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Empty } from '../parts/Notice.tsx';
import { PagedTable } from '../parts/PagedTable.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useConsole } from '../state/console.ts';
import { count, shortNote } from '../state/format.ts';
import { say } from '../state/language.ts';
import { hrefOf } from '../state/route.ts';
import { usePaging } from '../state/useLoading.ts';
import { ChainCheck } from './ChainCheck.tsx';

type Query = Readonly<Record<string, string>>;

function AuditList({ query }: { readonly query: Query }) {
  const { ops } = useConsole();
  const paging = usePaging(
    `audit?${new URLSearchParams(query)}`,
    async (cursor) => {
      const answer = await ops.audit({ ...query, cursor });
      if (!answer.ok) return answer;
      return { ok: true, value: { items: answer.value.events, cursor: answer.value.cursor } };
    },
    async () => {
      const answer = await ops.audit({ ...query, total: 'yes' });
      return answer.ok ? { ok: true, value: answer.value.total } : answer;
    },
  );
  return (
    <PagedTable
      caption={say('审计，最新的在前', 'Audit, newest first')}
      paging={paging}
      rowKey={({ number }) => String(number)}
      rowHref={({ orderId }) => (orderId === undefined ? undefined : hrefOf('orders', orderId))}
      lines={2}
      columns={[
        { head: '#', width: 76, align: 'end', cell: ({ number }) => count(number) },
        { head: say('时间', 'At'), width: 128, cell: ({ at }) => <Moment at={at} /> },
        { head: say('谁', 'Who'), width: 130, cell: ({ who }) => <Mono text={who} /> },
        {
          head: say('做了什么', 'What'),
          wraps: true,
          cell: ({ what, from, to }) => (
            <>
              <span title={what}>{eventName(what)}</span>
              {(from ?? to) && (
                <div class={grid.small}>
                  {from && moveName(what, from)} → {to && moveName(what, to)}
                </div>
              )}
            </>
          ),
        },
        {
          head: say('备注', 'Note'),
          wraps: true,
          cell: ({ note }) => (note ? <span title={note}>{shortNote(noteName(note))}</span> : ''),
        },
        {
          head: say('订单', 'Order'),
          width: 110,
          cell: ({ orderId }) => <OrderLink orderId={orderId} />,
        },
        {
          head: say('哈希', 'Hash'),
          width: 132,
          cell: ({ hash }) => (
            <span class={grid.mono} title={hash}>
              {hash.slice(0, 12)}…
            </span>
          ),
        },
      ]}
      empty={<Empty title={say('没有找到', 'Nothing found')} />}
    />
  );
}

export const AuditPage = ({ query }: { readonly query: Query }) => (
  <div class={grid.listPage}>
    <PageHead
      title={say('审计', 'Audit')}
      note={say('只增不改，每条含前一条的哈希', 'append-only; each row carries the hash before it')}
      aside={<ExportButton list="audit" query={query} />}
    />
    <ChainCheck />
    <Filters
      page="audit"
      query={query}
      filters={[
        {
          name: 'find',
          label: say('查找', 'Find'),
          type: 'search',
          placeholder: say('谁、做了什么、备注、订单', 'Who, what, note, order'),
        },
        ...dayFilters(),
      ]}
    />
    <Panel title={say('列表', 'List')} flush fills>
      <AuditList query={query} />
    </Panel>
  </div>
);
