import { endings } from '../../names/endingNames.ts';
import { attemptStates, claimStates, surplusStates } from '../../names/stateNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { CaseLink, Mono } from '../../parts/Links.tsx';
import { Empty } from '../../parts/Notice.tsx';
import { businessDate, yuan } from '../../state/format.ts';
import { nameIn, say } from '../../state/language.ts';
import type { AttemptSummary } from '../../state/opsTypes.ts';

export const AttemptTable = ({ attempts }: { readonly attempts: readonly AttemptSummary[] }) =>
  attempts.length === 0 ? (
    <Empty title={say('还没有支付', 'No attempts yet')} />
  ) : (
    <DataTable
      caption={say('支付尝试', 'Attempts')}
      rows={attempts}
      rowKey={({ attemptId }) => attemptId}
      columns={[
        {
          head: say('尝试', 'Attempt'),
          cell: ({ attemptId }) => <Mono text={attemptId} short />,
        },
        {
          head: say('状态', 'State'),
          cell: ({ state, reason }) => (
            <>
              <StateBadge names={attemptStates} state={state} /> {reason && nameIn(endings, reason)}
            </>
          ),
        },
        { head: say('金额', 'Amount'), align: 'end', cell: ({ amountFen }) => yuan(amountFen) },
        { head: say('卡尾号', 'Card'), cell: ({ cardTail }) => cardTail },
        {
          head: say('终端 / 序号', 'Terminal / number'),
          cell: ({ terminalNo, terminalSequence }) =>
            terminalNo ? <Mono text={`${terminalNo} / ${terminalSequence ?? '—'}`} /> : '—',
        },
        {
          head: say('业务日', 'Business day'),
          cell: ({ businessDate: date }) => (date ? businessDate(date) : '—'),
        },
        {
          head: say('请款', 'Claim'),
          cell: ({ claim, surplus, tacs }) => (
            <>
              {claim ? <StateBadge names={claimStates} state={claim} /> : '—'}{' '}
              {surplus && <StateBadge names={surplusStates} state={surplus} />}
              {tacs &&
                say(
                  `出示 ${tacs.shown} 个 TAC，${tacs.refused} 个被拒`,
                  `${tacs.shown} TACs shown, ${tacs.refused} refused`,
                )}
            </>
          ),
        },
        { head: say('工单', 'Case'), cell: ({ caseNo }) => <CaseLink caseNo={caseNo} /> },
      ]}
    />
  );
