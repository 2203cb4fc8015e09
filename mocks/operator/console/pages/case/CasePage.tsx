import { useEffect } from 'preact/hooks';
import { caseKinds, caseStates } from '../../names/caseNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
import { Facts } from '../../parts/Facts.tsx';
import grid from '../../parts/Grid.module.css';
import { Mono, OrderLink } from '../../parts/Links.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useConsole } from '../../state/console.ts';
import { days, yuan } from '../../state/format.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { Loading } from '../../state/loading.ts';
import type { Case } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { useLoading } from '../../state/useLoading.ts';
import { CaseForm } from './CaseForm.tsx';
import styles from './CasePage.module.css';
import { CaseSteps } from './CaseSteps.tsx';
import { OrderGlance } from './OrderGlance.tsx';

const BOSS_MS = 2_000;

const CaseFacts = ({ value: { case: row } }: { readonly value: Case }) => (
  <>
    <p class={styles.about}>{sayLabel(caseKinds[row.kind].about)}</p>
    <Facts
      facts={[
        [say('金额', 'Amount'), <strong key="amount">{yuan(row.amountFen)}</strong>],
        [say('账龄', 'Age'), days(row.ageDays)],
        [say('经办', 'With'), row.assignee ?? say('还没有人', 'nobody yet')],
        row.orderId !== undefined && [
          say('订单', 'Order'),
          <OrderLink key="order" orderId={row.orderId} />,
        ],
        row.attemptId !== undefined && [
          say('支付', 'Attempt'),
          <Mono key="attempt" text={row.attemptId} short />,
        ],
        row.version > 1 && [
          say('第几次打开', 'Opened'),
          say(`第 ${row.version} 次`, `${row.version} times`),
        ],
      ]}
    />
  </>
);

function CaseBody({ value, loading }: { readonly value: Case; readonly loading: Loading<Case> }) {
  const { orderId } = value.case;
  return (
    <div class={styles.sides}>
      <div class={grid.column}>
        <Panel title={say('事由', 'What it is about')}>
          <CaseFacts value={value} />
        </Panel>
        <Panel title={say('经过与证据', 'Steps and evidence')}>
          <CaseSteps value={value} />
        </Panel>
        {orderId !== undefined && (
          <OrderGlance key={`${orderId}/${value.revision}`} orderId={orderId} />
        )}
      </div>
      <div class={styles.act}>
        <Panel title={say('处理', 'What to do')}>
          <CaseForm value={value} onTaken={loading.set} onOvertaken={() => void loading.load()} />
        </Panel>
      </div>
    </div>
  );
}

export function CasePage({ caseNo }: { readonly caseNo: string }) {
  const { ops } = useConsole();
  const loading = useLoading(`case/${caseNo}`, () => ops.case(caseNo));
  const row = loading.state.value.value?.case;
  const isPosted = row?.state === 'POSTED';
  // The page does not reload while people decide: a step names the revision that they have seen.
  useEffect(() => (isPosted ? loading.poll(BOSS_MS) : undefined), [isPosted]);
  return (
    <div class={grid.page}>
      <PageHead
        title={say(`工单 ${caseNo}`, `Case ${caseNo}`)}
        note={
          row && (
            <span class={grid.row}>
              {sayLabel(caseKinds[row.kind].name)}
              <StateBadge names={caseStates} state={row.state} />
            </span>
          )
        }
        back={{ href: hrefOf('cases'), text: say('工单', 'Cases') }}
      />
      <Loaded loading={loading}>{(value) => <CaseBody value={value} loading={loading} />}</Loaded>
    </div>
  );
}
