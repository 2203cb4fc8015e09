import { useSignal } from '@preact/signals';
import { Badge } from '../parts/Badge.tsx';
import { Button } from '../parts/Button.tsx';
import grid from '../parts/Grid.module.css';
import { FailureNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useConsole } from '../state/console.ts';
import { count, counted } from '../state/format.ts';
import { say } from '../state/language.ts';
import type { Failure } from '../state/opsClient.ts';
import type { ChainState, Verification } from '../state/opsTypes.ts';

interface ChainProps {
  readonly name: string;
  readonly chain: ChainState;
}

const Chain = ({ name, chain: { rows, head, firstBroken } }: ChainProps) => (
  <div class={grid.row}>
    <strong>{name}</strong>
    {firstBroken === undefined ? (
      <Badge
        tone="good"
        text={say(`完整，共 ${count(rows)} 条`, `whole, ${counted(rows, 'row')}`)}
      />
    ) : (
      <Badge
        tone="bad"
        text={say(`在第 ${count(firstBroken)} 条断开`, `broken at row ${count(firstBroken)}`)}
      />
    )}
    {head && (
      <span class={grid.mono} title={head}>
        {head.slice(0, 24)}…
      </span>
    )}
  </div>
);

/** Recomputes both chains from their first row. */
export function ChainCheck() {
  const { ops, session } = useConsole();
  const result = useSignal<Verification | null>(null);
  const failure = useSignal<Failure | null>(null);
  const isRunning = useSignal(false);
  if (!session.may('verifyChains')) return null;
  async function verify(): Promise<void> {
    isRunning.value = true;
    failure.value = null;
    const answer = await ops.verify();
    isRunning.value = false;
    if (answer.ok) result.value = answer.value;
    else failure.value = answer.error;
  }
  const value = result.value;
  return (
    <Panel
      title={say('哈希链', 'Hash chains')}
      note={say('从第一条起重算审计与账本', 'audit and ledger, recomputed from the first row')}
      aside={
        <Button onPress={() => void verify()} disabled={isRunning.value}>
          {isRunning.value ? say('正在校验…', 'Verifying…') : say('校验', 'Verify')}
        </Button>
      }
    >
      <div role="status" class={grid.row}>
        {value ? (
          <>
            <Chain name={say('审计', 'Audit')} chain={value.audit} />
            <Chain name={say('账本', 'Ledger')} chain={value.ledger} />
            {value.ledgerFault && <Badge tone="bad" text={value.ledgerFault} />}
          </>
        ) : (
          <span class={grid.dim}>{say('还没有校验过。', 'Not verified yet.')}</span>
        )}
      </div>
      {failure.value && <FailureNotice failure={failure.value} />}
    </Panel>
  );
}
