import { useEffect, useRef } from 'preact/hooks';
import { differenceClasses, differenceStates } from '../../names/differenceNames.ts';
import { dayStates } from '../../names/stateNames.ts';
import { Badge, StateBadge } from '../../parts/Badge.tsx';
import { ExportButton } from '../../parts/ExportButton.tsx';
import { Filters } from '../../parts/Filters.tsx';
import grid from '../../parts/Grid.module.css';
import { Loaded } from '../../parts/Loaded.tsx';
import { Moment } from '../../parts/Moment.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { useConsole } from '../../state/console.ts';
import { businessDate, count } from '../../state/format.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { Day } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { useLoading } from '../../state/useLoading.ts';
import { DayFigurePanels } from '../figures/DayFigures.tsx';
import { AgeingBars, ClassTable } from './ClassTable.tsx';
import { DayProgress } from './DayProgress.tsx';
import { DifferenceList } from './DifferenceList.tsx';
import { FileTable } from './FileTable.tsx';
import { Receivable } from './Receivable.tsx';
import { SettleButton } from './SettleButton.tsx';
import { ThreeSides } from './ThreeSides.tsx';

const RUNNING_MS = 700;
const RESTING_MS = 15_000;
const FIGURES_MS = 30_000;

const Unexplained = ({ day }: { readonly day: Day }) =>
  day.runs === 0 ? null : day.unexplained > 0 ? (
    <Badge
      tone="bad"
      text={say(`${count(day.unexplained)} 笔未解释`, `${count(day.unexplained)} unexplained`)}
    />
  ) : (
    <Badge tone="good" text={say('全部已解释', 'All explained')} />
  );

const Open = ({ day }: { readonly day: Day }) =>
  day.runs === 0 || !day.open ? null : (
    <Badge tone="warn" text={say(`${count(day.open)} 笔未结`, `${count(day.open)} not closed`)} />
  );

interface Props {
  readonly date: string;
  readonly query: Readonly<Record<string, string>>;
}

export function DayPage({ date, query }: Props) {
  const { ops, tell } = useConsole();
  const loading = useLoading(`day/${date}`, () => ops.day(date));
  const figures = useLoading(`figures/${date}`, () => ops.figures(date), FIGURES_MS);
  const day = loading.state.value.value;
  const isRunning = day?.state === 'running';
  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !isRunning) tell(say('对账完成', 'The settlement is done'));
    wasRunning.current = isRunning;
    return loading.poll(isRunning ? RUNNING_MS : RESTING_MS);
  }, [isRunning]);
  return (
    <div class={grid.page}>
      <PageHead
        title={say(`对账 ${businessDate(date)}`, `Settlement of ${businessDate(date)}`)}
        note={
          day && (
            <span class={grid.row}>
              <StateBadge names={dayStates} state={day.state} />
              <Unexplained day={day} />
              <Open day={day} />
              {day.lastRunAt && (
                <span>
                  {say('上次 ', 'last run ')}
                  <Moment at={day.lastRunAt} />
                  {say(`，共 ${day.runs} 次`, `, ${day.runs} in all`)}
                </span>
              )}
            </span>
          )
        }
        back={{ href: hrefOf('days'), text: say('对账', 'Settlement') }}
        aside={
          day && (
            <>
              <ExportButton list="differences" date={date} query={query} />
              <SettleButton day={day} onDone={loading.set} />
            </>
          )
        }
      />
      <Loaded loading={loading}>
        {(value) => (
          <>
            <DayProgress day={value} />
            {value.problem && <Notice tone="bad">{value.problem}</Notice>}
            <ThreeSides day={value} />
            <Receivable day={value} />
            <div class={`${grid.wideNarrow} ${grid.stacked}`}>
              <Panel title={say('按类别', 'By class')} flush>
                <ClassTable day={value} />
              </Panel>
              <Panel title={say('未结账龄', 'Age of what is open')}>
                <AgeingBars day={value} />
              </Panel>
            </div>
            <Loaded loading={figures}>{(day) => <DayFigurePanels figures={day} />}</Loaded>
            <Panel title={say('文件', 'Files')} flush>
              <FileTable files={value.files} />
            </Panel>
            <Panel
              title={say('差错明细', 'Differences')}
              aside={
                <Filters
                  page="days"
                  id={date}
                  query={query}
                  filters={[
                    {
                      name: 'class',
                      label: say('类别', 'Class'),
                      type: 'choice',
                      options: [
                        ['', say('全部', 'All')],
                        ...Object.entries(differenceClasses).map(
                          ([name, words]) => [name, sayLabel(words.name)] as const,
                        ),
                      ],
                    },
                    {
                      name: 'state',
                      label: say('状态', 'State'),
                      type: 'choice',
                      options: [
                        ['', say('全部', 'All')],
                        ...Object.entries(differenceStates).map(
                          ([name, [chinese, english]]) => [name, say(chinese, english)] as const,
                        ),
                      ],
                    },
                  ]}
                />
              }
              flush
            >
              <DifferenceList key={value.lastRunAt ?? ''} date={date} query={query} />
            </Panel>
          </>
        )}
      </Loaded>
    </div>
  );
}
