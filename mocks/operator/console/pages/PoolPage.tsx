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

/** A PSAM in any other state needs new equipment, so it cannot be drained and put back. */
const isDrainable = ({ state }: PsamView): boolean => state === 'free' || state === 'leased';

function DrainButton({ psam, onPress }: { readonly psam: PsamView; onPress(): void }) {
  if (psam.state !== 'drained' && !isDrainable(psam)) return null;
  const name = psam.state === 'drained' ? say('恢复', 'Put back') : say('停用', 'Drain');
  return (
    <Button label={`${name} ${psam.terminalNo}`} onPress={onPress}>
      {name}
    </Button>
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
  const isDrained = psam?.state === 'drained';
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
                  ...(may
                    ? [
                        {
                          head: say('操作', 'Action'),
                          align: 'end' as const,
                          cell: (row: PsamView) => (
                            <DrainButton
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
      {psam && (
        <ReasonDialog
          id={`pool/${psam.terminalNo}`}
          title={
            isDrained
              ? say(`恢复 PSAM ${psam.terminalNo}？`, `Put PSAM ${psam.terminalNo} back?`)
              : say(`停用 PSAM ${psam.terminalNo}？`, `Drain PSAM ${psam.terminalNo}?`)
          }
          explain={
            isDrained
              ? say('它会重新被租用。', 'It will be leased again.')
              : say(
                  '不再租给新的支付；正在用它的支付会自己做完。重启后仍然停用。',
                  'No new payment gets it; one that has it will finish. It stays out over a restart.',
                )
          }
          action={isDrained ? say('恢复', 'Put back') : say('停用', 'Drain')}
          look={isDrained ? 'main' : 'danger'}
          send={(reason) => ops.setPsam(psam.terminalNo, !isDrained, reason)}
          onDone={(pool) => {
            loading.set(pool);
            close();
            tell(
              isDrained
                ? say(`已恢复 ${psam.terminalNo}`, `${psam.terminalNo} is back`)
                : say(`已停用 ${psam.terminalNo}`, `${psam.terminalNo} is drained`),
            );
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
