import { useSignal } from '@preact/signals';
import { psamStates } from '../names/stateNames.ts';
import { StateBadge } from '../parts/Badge.tsx';
import { Button } from '../parts/Button.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import grid from '../parts/Grid.module.css';
import { Mono } from '../parts/Links.tsx';
import { Loaded } from '../parts/Loaded.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Empty } from '../parts/Notice.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Panel } from '../parts/Panel.tsx';
import { ReasonDialog } from '../parts/ReasonDialog.tsx';
import { useConsole } from '../state/console.ts';
import { say } from '../state/language.ts';
import type { PsamView } from '../state/opsTypes.ts';
import { useLoading } from '../state/useLoading.ts';

const EVERY_MS = 3_000;

interface PsamAction {
  readonly name: string;
  readonly look: 'main' | 'danger';
  readonly change: { readonly drained: boolean } | { readonly frozen: false };
  readonly title: (terminalNo: string) => string;
  readonly explain: string;
  readonly done: (terminalNo: string) => string;
}

const putBack = (): PsamAction => ({
  name: say('恢复', 'Put back'),
  look: 'main',
  change: { drained: false },
  title: (no) => say(`恢复 PSAM ${no}？`, `Put PSAM ${no} back?`),
  explain: say('它会重新被租用。', 'It will be leased again.'),
  done: (no) => say(`已恢复 ${no}`, `${no} is back`),
});

const drain = (): PsamAction => ({
  name: say('停用', 'Drain'),
  look: 'danger',
  change: { drained: true },
  title: (no) => say(`停用 PSAM ${no}？`, `Drain PSAM ${no}?`),
  explain: say(
    '不再租给新的支付；正在用它的支付会自己做完。重启后仍然停用。',
    'No new payment gets it; one that has it will finish. It stays out over a restart.',
  ),
  done: (no) => say(`已停用 ${no}`, `${no} is drained`),
});

const thaw = (): PsamAction => ({
  name: say('解冻', 'Thaw'),
  look: 'danger',
  change: { frozen: false },
  title: (no) => say(`解冻 PSAM ${no}？`, `Thaw PSAM ${no}?`),
  explain: say(
    '它的终端号下有一笔本平台没有的扣款。查清原因之后才解冻；解冻后它重新被租用。',
    'There is a debit under its number that this platform has not. Thaw it only when it is known why; then it is leased again.',
  ),
  done: (no) => say(`已解冻 ${no}`, `${no} is thawed`),
});

/** What may be done with it. A PSAM in any other state needs new equipment. */
function actionOn({ state }: PsamView): PsamAction | null {
  if (state === 'frozen') return thaw();
  if (state === 'drained') return putBack();
  return state === 'free' || state === 'leased' ? drain() : null;
}

function ActionButton({ psam, onPress }: { readonly psam: PsamView; onPress(): void }) {
  const action = actionOn(psam);
  return (
    action && (
      <Button label={`${action.name} ${psam.terminalNo}`} onPress={onPress}>
        {action.name}
      </Button>
    )
  );
}

export function PoolPage() {
  const { ops, session, tell } = useConsole();
  const loading = useLoading('pool', () => ops.pool(), EVERY_MS);
  const asked = useSignal<PsamView | null>(null);
  const may = session.may('setPsam');
  const close = () => {
    asked.value = null;
  };
  const psam = asked.value;
  const action = psam && actionOn(psam);
  return (
    <div class={grid.page}>
      <PageHead
        title={say('PSAM 卡池', 'PSAM pool')}
        note={
          loading.state.value.value &&
          say(
            `排队 ${loading.state.value.value.waiting}`,
            `${loading.state.value.value.waiting} waiting`,
          )
        }
      />
      <Panel title={say('全部 PSAM', 'Every PSAM')} flush>
        <Loaded loading={loading}>
          {({ psams }) =>
            psams.length === 0 ? (
              <Empty title={say('卡池是空的', 'The pool is empty')} />
            ) : (
              <DataTable
                caption={say('PSAM', 'PSAMs')}
                rows={psams}
                rowKey={({ terminalNo }) => terminalNo}
                columns={[
                  {
                    head: say('终端号', 'Terminal'),
                    cell: ({ terminalNo }) => <Mono text={terminalNo} />,
                  },
                  {
                    head: say('状态', 'State'),
                    cell: ({ state }) => <StateBadge names={psamStates} state={state} />,
                  },
                  {
                    head: say('发卡行', 'Issuer'),
                    cell: ({ issuer }) => <Mono text={issuer} />,
                  },
                  {
                    head: say('应用', 'Application'),
                    cell: ({ applicationType }) => applicationType,
                  },
                  {
                    head: say('密钥版本', 'Key versions'),
                    cell: ({ keyVersions }) => keyVersions?.join(', ') ?? '—',
                  },
                  {
                    head: say('租用到', 'Leased until'),
                    cell: ({ leaseUntil }) => (leaseUntil ? <Moment at={leaseUntil} /> : '—'),
                  },
                  {
                    head: say('上次使用', 'Last used'),
                    cell: ({ lastUsedAt }) => (lastUsedAt ? <Moment at={lastUsedAt} /> : '—'),
                  },
                  {
                    head: say('原因', 'Reason'),
                    cell: ({ reason }) => reason ?? '—',
                  },
                  ...(may
                    ? [
                        {
                          head: say('操作', 'Action'),
                          align: 'end' as const,
                          cell: (row: PsamView) => (
                            <ActionButton
                              psam={row}
                              onPress={() => {
                                asked.value = row;
                              }}
                            />
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            )
          }
        </Loaded>
      </Panel>
      {psam && action && (
        <ReasonDialog
          id={`pool/${psam.terminalNo}`}
          title={action.title(psam.terminalNo)}
          explain={action.explain}
          action={action.name}
          look={action.look}
          send={(reason) => ops.setPsam(psam.terminalNo, action.change, reason)}
          onDone={(pool) => {
            loading.set(pool);
            close();
            tell(action.done(psam.terminalNo));
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
