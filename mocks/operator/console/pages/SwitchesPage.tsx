import { useSignal } from '@preact/signals';
import { switchNames } from '../names/stateNames.ts';
import { Badge } from '../parts/Badge.tsx';
import { Button } from '../parts/Button.tsx';
import { DataTable } from '../parts/DataTable.tsx';
import grid from '../parts/Grid.module.css';
import { Loaded } from '../parts/Loaded.tsx';
import { Moment } from '../parts/Moment.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Panel } from '../parts/Panel.tsx';
import { ReasonDialog } from '../parts/ReasonDialog.tsx';
import { useConsole } from '../state/console.ts';
import { type Label, nameIn, say, sayLabel } from '../state/language.ts';
import type { Switch, SwitchName } from '../state/opsTypes.ts';
import { useLoading } from '../state/useLoading.ts';

const EVERY_MS = 5_000;

/** What stops and what goes on when the switch is off. */
const off: Readonly<Record<SwitchName, Label>> = {
  attempts: [
    '关闭后，机顶盒不能开始新的支付；正在进行的会做完，存疑的照样核实。',
    'Off: no box can begin a payment. Those that run will finish, and doubts are still cleared up.',
  ],
  batches: [
    '关闭后，不再向 PPP 上送批次；扣款照常，请款往后推。',
    'Off: nothing is sent to the PPP. Payments go on; the claims wait.',
  ],
};

export function SwitchesPage() {
  const { ops, session, tell } = useConsole();
  const loading = useLoading('switches', () => ops.switches(), EVERY_MS);
  const asked = useSignal<Switch | null>(null);
  const close = () => {
    asked.value = null;
  };
  const picked = asked.value;
  const name = picked ? nameIn(switchNames, picked.name) : '';
  const action = picked?.on ? say('关闭', 'Switch off') : say('打开', 'Switch on');
  return (
    <div class={grid.page}>
      <PageHead
        title={say('开关', 'Switches')}
        note={say('立即生效，写入审计', 'take effect at once; kept in the audit')}
      />
      <Panel title={say('全部开关', 'All switches')} flush>
        <Loaded loading={loading}>
          {({ switches }) => (
            <DataTable
              caption={say('开关', 'Switches')}
              rows={switches}
              rowKey={(row) => row.name}
              columns={[
                {
                  head: say('开关', 'Switch'),
                  wraps: true,
                  cell: (row) => (
                    <>
                      <strong>{nameIn(switchNames, row.name)}</strong>
                      <div class={grid.dim}>{sayLabel(off[row.name])}</div>
                    </>
                  ),
                },
                {
                  head: say('状态', 'State'),
                  cell: ({ on }) =>
                    on ? (
                      <Badge tone="good" text={say('开', 'On')} />
                    ) : (
                      <Badge tone="bad" text={say('关', 'Off')} />
                    ),
                },
                {
                  head: say('自', 'Since'),
                  cell: ({ since }) => (since ? <Moment at={since} /> : '—'),
                },
                { head: say('谁', 'Who'), cell: ({ who }) => who ?? '—' },
                { head: say('原因', 'Reason'), wraps: true, cell: ({ reason }) => reason ?? '—' },
                ...(session.may('setSwitch')
                  ? [
                      {
                        head: say('操作', 'Action'),
                        align: 'end' as const,
                        cell: (row: Switch) => (
                          <Button
                            look={row.on ? 'danger' : 'main'}
                            label={`${row.on ? say('关闭', 'Switch off') : say('打开', 'Switch on')}: ${nameIn(switchNames, row.name)}`}
                            onPress={() => {
                              asked.value = row;
                            }}
                          >
                            {row.on ? say('关闭', 'Switch off') : say('打开', 'Switch on')}
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Loaded>
      </Panel>
      {picked && (
        <ReasonDialog
          id={`switch/${picked.name}`}
          title={say(`${action}“${name}”？`, `${action}: ${name}?`)}
          explain={picked.on ? sayLabel(off[picked.name]) : say('恢复正常。', 'Back to normal.')}
          action={action}
          look={picked.on ? 'danger' : 'main'}
          send={(reason) => ops.setSwitch(picked.name, !picked.on, reason)}
          onDone={(list) => {
            loading.set(list);
            close();
            tell(
              say(
                `${name}：${picked.on ? '已关闭' : '已打开'}`,
                `${name}: ${picked.on ? 'off' : 'on'}`,
              ),
            );
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
