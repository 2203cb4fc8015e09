import { orderStates } from '../../names/stateNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
import grid from '../../parts/Grid.module.css';
import { BoxLink } from '../../parts/Links.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useConsole } from '../../state/console.ts';
import { say } from '../../state/language.ts';
import type { Failure } from '../../state/opsClient.ts';
import type { OrderHistory } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { useLoading } from '../../state/useLoading.ts';
import timeline from '../order/Timeline.module.css';
import { DayByDay } from '../order/Timeline.tsx';

/** A case is decided on the latest entries. */
const LAST = 10;

/** The order of a case *Missing at TSP* is BOSS's alone. */
export const hasNoOrder = (failure: Failure | undefined): boolean =>
  failure?.kind === 'problem' && failure.problem.code === 'order.not_found';

export function OrderGlance({ orderId }: { readonly orderId: string }) {
  const { ops } = useConsole();
  const loading = useLoading<OrderHistory>(`order/${orderId}`, () => ops.order(orderId));
  const { value, failure } = loading.state.value;
  if (hasNoOrder(failure)) {
    return (
      <Panel title={say('订单的最近经过', 'The order, lately')}>
        <div class={grid.dim}>{say('TSP 没有这个订单', 'The TSP has no such order')}</div>
      </Panel>
    );
  }
  return (
    <Panel
      title={say('订单的最近经过', 'The order, lately')}
      note={value && <StateBadge names={orderStates} state={value.order.state} />}
      aside={
        <span class={grid.row}>
          {value && (
            <span>
              {say('机顶盒 ', 'Box ')}
              <BoxLink stbId={value.order.stbId} />
            </span>
          )}
          <a href={hrefOf('orders', orderId)}>{say('完整时间线', 'Whole time line')}</a>
        </span>
      }
      flush
    >
      <Loaded loading={loading}>
        {({ entries }) => (
          <div class={timeline.line}>
            {entries.length > LAST && (
              <div class={grid.dim}>
                {say(`之前还有 ${entries.length - LAST} 条`, `${entries.length - LAST} before`)}
              </div>
            )}
            <DayByDay entries={entries.slice(-LAST)} />
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
