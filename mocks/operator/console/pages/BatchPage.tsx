import { batchStates } from '../names/stateNames.ts';
import { Badge, StateBadge } from '../parts/Badge.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import { Facts } from '../parts/Facts.tsx';
import grid from '../parts/Grid.module.css';
import { CaseLink, Mono, OrderLink } from '../parts/Links.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Panel } from '../parts/Panel.tsx';
import { type Tone, useConsole } from '../state/console.ts';
import { businessDate, count, yuan } from '../state/format.ts';
import { say } from '../state/language.ts';
import { hrefOf } from '../state/route.ts';
import { useLoading } from '../state/useLoading.ts';

const results: Readonly<Record<string, readonly [string, string, Tone]>> = {
  '00': ['接受', 'Accepted', 'good'],
  '01': ['TAC 错', 'TAC wrong', 'bad'],
  '02': ['重复', 'Duplicate', 'bad'],
  '03': ['未知卡', 'Unknown card', 'bad'],
  '04': ['余额链不符', 'Balances do not follow', 'bad'],
  '05': ['PSAM 在黑名单', 'PSAM on the blacklist', 'bad'],
};

function Result({ result }: { readonly result: string | undefined }) {
  if (result === undefined) return <>{say('等待', 'waiting')}</>;
  const known = results[result];
  return known ? (
    <Badge tone={known[2]} text={`${result} ${say(known[0], known[1])}`} />
  ) : (
    <Badge tone="plain" text={result} />
  );
}

export function BatchPage({ batchId }: { readonly batchId: string }) {
  const { ops } = useConsole();
  const loading = useLoading(`batch/${batchId}`, () => ops.batch(batchId));
  const batch = loading.state.value.value?.batch;
  return (
    <div class={grid.page}>
      <PageHead
        title={say(`批次 ${batchId}`, `Batch ${batchId}`)}
        note={batch && <StateBadge names={batchStates} state={batch.state} />}
        back={{ href: hrefOf('batches'), text: say('批次', 'Batches') }}
      />
      <Loaded loading={loading}>
        {({ batch: summary, records }) => (
          <>
            <Panel title={say('概要', 'Summary')}>
              <Facts
                facts={[
                  [
                    say('业务日', 'Business day'),
                    <a key="day" href={hrefOf('days', summary.date)}>
                      {businessDate(summary.date)}
                    </a>,
                  ],
                  [say('笔数', 'Records'), count(summary.count)],
                  [say('金额', 'Amount'), yuan(summary.totalFen)],
                  [say('接受', 'Accepted'), count(summary.accepted)],
                  [say('拒绝', 'Rejected'), count(summary.rejected)],
                  summary.sha256 !== undefined && [
                    'SHA-256',
                    <Mono key="hash" text={summary.sha256} />,
                  ],
                ]}
              />
            </Panel>
            <Panel title={say('明细', 'Records')} flush>
              <DataTable
                caption={say('批次明细', 'Records of the batch')}
                rows={records}
                rowKey={({ index }) => String(index)}
                columns={[
                  { head: '#', align: 'end', cell: ({ index }) => String(index) },
                  {
                    head: say('订单', 'Order'),
                    cell: ({ orderId }) => <OrderLink orderId={orderId} />,
                  },
                  {
                    head: say('金额', 'Amount'),
                    align: 'end',
                    cell: ({ amountFen }) => yuan(amountFen),
                  },
                  {
                    head: say('终端 / 序号', 'Terminal / number'),
                    cell: ({ terminalNo, terminalSequence }) => (
                      <Mono text={`${terminalNo} / ${terminalSequence}`} />
                    ),
                  },
                  { head: say('卡尾号', 'Card'), cell: ({ cardTail }) => cardTail },
                  {
                    head: say('结果', 'Result'),
                    cell: ({ result }) => <Result result={result} />,
                  },
                  { head: say('工单', 'Case'), cell: ({ caseNo }) => <CaseLink caseNo={caseNo} /> },
                ]}
              />
            </Panel>
          </>
        )}
      </Loaded>
    </div>
  );
}
