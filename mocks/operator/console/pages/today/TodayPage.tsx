import { HourChart } from '../../charts/HourChart.tsx';
import { PsamStrip } from '../../charts/PsamStrip.tsx';
import { switchNames } from '../../names/stateNames.ts';
import grid from '../../parts/Grid.module.css';
import { Loaded } from '../../parts/Loaded.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useConsole } from '../../state/console.ts';
import { businessDate } from '../../state/format.ts';
import { nameIn, say } from '../../state/language.ts';
import type { Today } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { useLoading } from '../../state/useLoading.ts';
import { AlertList } from '../figures/AlertList.tsx';
import { DayFigurePanels } from '../figures/DayFigures.tsx';
import { HealthTable } from './HealthTable.tsx';
import { TodayFigures } from './TodayFigures.tsx';

const EVERY_MS = 4_000;
const FIGURES_MS = 15_000;

const OffSwitches = ({ names }: { readonly names: Today['switches'] }) =>
  names.length === 0 ? null : (
    <Notice tone="bad">
      <strong>
        {names.map((name) => nameIn(switchNames, name)).join(say('、', ', '))}{' '}
        {say('已关闭', 'off')}
      </strong>
      <a href={hrefOf('switches')}>{say('去开关', 'To the switches')}</a>
    </Notice>
  );

const WatchedBoxes = ({ count }: { readonly count: number }) =>
  count === 0 ? null : (
    <Notice tone="bad">
      <strong>{say(`${count} 台机顶盒受关注`, `${count} boxes on watch`)}</strong>
      <a href={hrefOf('boxes')}>{say('去机顶盒', 'To the boxes')}</a>
    </Notice>
  );

export function TodayPage() {
  const { ops } = useConsole();
  const loading = useLoading('today', () => ops.today(), EVERY_MS);
  const figures = useLoading('figures', () => ops.figures(), FIGURES_MS);
  const value = loading.state.value.value;
  return (
    <div class={grid.page}>
      <PageHead
        title={say('今日', 'Today')}
        note={
          value && (
            <>
              {say('业务日 ', 'Business day ')}
              {businessDate(value.date)} · {say('截至 ', 'as of ')}
              <Moment at={value.asOf} />
            </>
          )
        }
      />
      <Loaded loading={loading}>
        {(today) => (
          <>
            <OffSwitches names={today.switches} />
            <WatchedBoxes count={today.watchedBoxes ?? 0} />
            <AlertList alerts={today.alerts ?? []} />
            <TodayFigures today={today} compared={figures.state.value.value?.compared} />
            <Panel title={say('按小时', 'By hour')}>
              <HourChart hours={today.hours} />
            </Panel>
            <Loaded loading={figures}>{(value) => <DayFigurePanels figures={value} />}</Loaded>
            <div class={`${grid.wideNarrow} ${grid.stretch}`}>
              <Panel title={say('对接系统', 'Connected systems')} flush>
                <HealthTable health={today.health} />
              </Panel>
              <Panel
                title={say('PSAM 卡池', 'PSAM pool')}
                aside={<a href={hrefOf('pool')}>{say('明细', 'Details')}</a>}
              >
                <PsamStrip pool={today.pool} />
              </Panel>
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}
