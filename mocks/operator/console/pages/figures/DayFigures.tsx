import grid from '../../parts/Grid.module.css';
import { Panel } from '../../parts/Panel.tsx';
import { say } from '../../state/language.ts';
import type { DayFigures } from '../../state/opsTypes.ts';
import { Comparison } from './Comparison.tsx';
import {
  EndingTable,
  FunnelTable,
  LatencyTable,
  RefusalTable,
  ServiceTable,
  WeekTable,
} from './FigureTables.tsx';

function comparisonNote({ isReading, isOver }: DayFigures): string | undefined {
  if (isReading) return say('正在读取前几日', 'reading the days before');
  return isOver ? undefined : say('截至同一时刻', 'up to this time');
}

interface Props {
  readonly figures: DayFigures;
}

/** Comparison, funnel, services, causes, refusals and waits of one day. */
export const DayFigurePanels = ({ figures }: Props) => (
  <>
    {figures.isOver && (
      <p class={grid.dim}>
        {say(
          '以下数字按得知结果的时间计；三方合计按扣款所属业务日计，次日才认定的扣款因此不同。',
          'These figures count a payment when its outcome became known; the three sides count it under its business day. A debit that became known later differs.',
        )}
      </p>
    )}
    <div class={`${grid.two} ${grid.stacked} ${grid.stretch}`}>
      <Panel
        title={say('与前几日比较', 'Compared with before')}
        note={comparisonNote(figures)}
        flush
      >
        <Comparison figures={figures} />
      </Panel>
      <Panel
        title={say('从询价到开通', 'From price to service')}
        note={say('按询价当日的订单', 'of the orders begun on this day')}
        flush
      >
        <FunnelTable figures={figures} />
      </Panel>
    </div>
    <div class={`${grid.two} ${grid.stacked} ${grid.stretch}`}>
      <Panel title={say('各业务收款', 'Taken by service')} flush>
        <ServiceTable figures={figures} />
      </Panel>
      <Panel title={say('八天', 'Eight days')} flush>
        <WeekTable figures={figures} />
      </Panel>
    </div>
    <div class={`${grid.two} ${grid.stacked} ${grid.stretch}`}>
      <Panel
        title={say('未成的原因', 'Why payments failed')}
        note={say('无已知扣款', 'no debit is known')}
        flush
      >
        <EndingTable figures={figures} />
      </Panel>
      <Panel
        title={say('平台拒绝的请求', 'What the platform refused')}
        note={say('机顶盒可再试', 'boxes may ask again')}
        flush
      >
        <RefusalTable figures={figures} />
      </Panel>
    </div>
    <Panel
      title={say('平台应答耗时', 'How quickly the platform answers')}
      note={say('p95：百分之九十五不超过', 'p95: ninety-five in a hundred take no longer')}
      flush
    >
      <LatencyTable figures={figures} />
    </Panel>
  </>
);
