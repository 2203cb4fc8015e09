import { differenceClasses, differenceStates } from '../../names/differenceNames.ts';
import { noteName } from '../../names/noteNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
import grid from '../../parts/Grid.module.css';
import { CaseLink, Mono, OrderLink } from '../../parts/Links.tsx';
import { Empty } from '../../parts/Notice.tsx';
import { PagedTable } from '../../parts/PagedTable.tsx';
import { useConsole } from '../../state/console.ts';
import { businessDate, days, yuan } from '../../state/format.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { Difference } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { usePaging } from '../../state/useLoading.ts';

const amount = (fen: number | undefined): string => (fen === undefined ? '—' : yuan(fen));

const WhatWasDone = ({ row }: { readonly row: Difference }) => (
  <span
    class={grid.small}
    title={[row.step, row.note].map((text) => (text ? noteName(text) : '')).join(' ')}
  >
    {row.otherDate &&
      say(`另一边在 ${businessDate(row.otherDate)}。`, `There on ${businessDate(row.otherDate)}. `)}
    {row.tspState && `TSP ${row.tspState} `}
    {row.bossState && `BOSS ${row.bossState} `}
    {row.step && noteName(row.step)}
    {row.note && ` ${noteName(row.note)}`}
  </span>
);

interface Props {
  readonly date: string;
  /** `class` and `state`. */
  readonly query: Readonly<Record<string, string>>;
}

export function DifferenceList({ date, query }: Props) {
  const { ops } = useConsole();
  const paging = usePaging(
    `differences/${date}?${new URLSearchParams(query)}`,
    async (cursor) => {
      const answer = await ops.differences(date, { ...query, cursor });
      if (!answer.ok) return answer;
      return { ok: true, value: { items: answer.value.differences, cursor: answer.value.cursor } };
    },
    async () => {
      const answer = await ops.differences(date, { ...query, total: 'yes' });
      return answer.ok ? { ok: true, value: answer.value.total } : answer;
    },
  );
  return (
    <PagedTable
      caption={say('差错', 'Differences')}
      paging={paging}
      rowKey={({ id }) => id}
      rowHref={({ orderId }) => (orderId === undefined ? undefined : hrefOf('orders', orderId))}
      lines={3}
      columns={[
        {
          head: say('类别', 'Class'),
          width: 130,
          wraps: true,
          cell: (row) => sayLabel(differenceClasses[row.class].name),
        },
        {
          head: say('状态', 'State'),
          width: 104,
          cell: ({ state }) => <StateBadge names={differenceStates} state={state} />,
        },
        {
          head: say('订单或终端', 'Order or terminal'),
          width: 120,
          wraps: true,
          cell: ({ orderId, terminalNo, terminalSequence }) =>
            orderId ? (
              <OrderLink orderId={orderId} />
            ) : (
              <Mono text={`${terminalNo ?? ''} ${terminalSequence ?? ''}`} />
            ),
        },
        { head: 'TSP', width: 88, align: 'end', cell: ({ tspFen }) => amount(tspFen) },
        { head: 'BOSS', width: 88, align: 'end', cell: ({ bossFen }) => amount(bossFen) },
        { head: 'PPP', width: 88, align: 'end', cell: ({ pppFen }) => amount(pppFen) },
        { head: say('账龄', 'Age'), width: 76, align: 'end', cell: ({ ageDays }) => days(ageDays) },
        {
          head: say('经过', 'What was done'),
          wraps: true,
          cell: (row) => <WhatWasDone row={row} />,
        },
        {
          head: say('工单', 'Case'),
          width: 134,
          cell: ({ caseNo }) => <CaseLink caseNo={caseNo} />,
        },
      ]}
      empty={<Empty title={say('没有这样的差错', 'No such differences')} />}
    />
  );
}
