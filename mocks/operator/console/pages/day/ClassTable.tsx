import { Bar } from '../../charts/Bar.tsx';
import { BarList } from '../../charts/BarList.tsx';
import { differenceClasses } from '../../names/differenceNames.ts';
import { Badge } from '../../parts/Badge.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import grid from '../../parts/Grid.module.css';
import { Empty } from '../../parts/Notice.tsx';
import { count, days, yuan } from '../../state/format.ts';
import { say, sayLabel } from '../../state/language.ts';
import type { Day } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';

const highest = (day: Day): number => Math.max(...day.classes.map((row) => row.count));

/** The differences by class: count, amount and meaning. A click shows only those of the class. */
export const ClassTable = ({ day }: { readonly day: Day }) =>
  day.classes.length === 0 ? (
    <Empty title={say('没有差错', 'No differences')}>
      {day.runs === 0
        ? say('还没有对过账。', 'This day has not been settled yet.')
        : say('三方逐笔一致。', 'The three sides agree row by row.')}
    </Empty>
  ) : (
    <DataTable
      caption={say('差错按类别', 'Differences by class')}
      rows={day.classes}
      rowKey={(row) => row.class}
      columns={[
        {
          head: say('类别', 'Class'),
          cell: (row) => (
            <a href={hrefOf('days', day.date, { class: row.class })}>
              {sayLabel(differenceClasses[row.class].name)}
            </a>
          ),
        },
        {
          head: say('含义', 'What it means'),
          wraps: true,
          cell: (row) => (
            <span class={grid.small}>{sayLabel(differenceClasses[row.class].about)}</span>
          ),
        },
        {
          head: say('笔数', 'Count'),
          cell: (row) => (
            <Bar
              value={row.count}
              highest={highest(day)}
              tone={differenceClasses[row.class].tone}
            />
          ),
        },
        { head: say('金额', 'Amount'), align: 'end', cell: ({ totalFen }) => yuan(totalFen) },
        {
          head: say('未结', 'Open'),
          align: 'end',
          cell: ({ open }) =>
            open > 0 ? <Badge tone="warn" text={count(open)} /> : <Badge tone="good" text="0" />,
        },
      ]}
    />
  );

const NEXT: Readonly<Record<number, number>> = { 0: 1, 1: 3, 3: 7 };

/** `0–1`, `1–3`, `3–7`, `7+` days. */
export const AgeingBars = ({ day }: { readonly day: Day }) => (
  <BarList
    rows={day.ageing
      .map(({ fromDays, count: value }) => {
        const until = NEXT[fromDays];
        return {
          id: String(fromDays),
          name:
            until === undefined
              ? say(`${fromDays} 天以上`, `${days(fromDays)} and more`)
              : say(`${fromDays}–${until} 天`, `${fromDays}–${until} days`),
          value,
          tone: fromDays >= 3 ? ('bad' as const) : fromDays >= 1 ? ('warn' as const) : undefined,
        };
      })
      .map(({ tone, ...row }) => (tone ? { ...row, tone } : row))}
  />
);
