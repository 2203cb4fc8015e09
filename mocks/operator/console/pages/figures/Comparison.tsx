import { ShareBar } from '../../charts/ShareBar.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { count, yuan } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import type { DayFigures, EndSum } from '../../state/opsTypes.ts';

/** `+12%`, `−3%`; `—` where there is nothing to compare with. */
export function change(now: number, before: number): string {
  if (before === 0) return '—';
  const percent = Math.round((100 * (now - before)) / before);
  return percent < 0 ? `−${-percent}%` : `+${percent}%`;
}

const hasAny = (sum: EndSum | undefined): sum is EndSum =>
  sum !== undefined && sum.paid + sum.failed > 0;

interface Props {
  readonly figures: DayFigures;
}

/** The day against the day before, the same weekday and the mean of seven days, all up to the same time. */
export function Comparison({ figures: { compared, isOver } }: Props) {
  const { sum, dayBefore, weekBefore, mean } = compared;
  const rows: { name: string; of: EndSum; isOwn?: true }[] = [
    { name: isOver ? say('当日', 'This day') : say('今日', 'Today'), of: sum, isOwn: true },
    ...(dayBefore
      ? [{ name: isOver ? say('前一日', 'Day before') : say('昨日', 'Yesterday'), of: dayBefore }]
      : []),
    ...(hasAny(weekBefore) ? [{ name: say('上周同日', 'Week ago'), of: weekBefore }] : []),
    ...(mean ? [{ name: say('前七日平均', 'Seven-day mean'), of: mean }] : []),
  ];
  const highest = Math.max(...rows.map(({ of }) => of.paidFen));
  return (
    <DataTable
      caption={say('与前几日比较', 'Compared with the days before')}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { head: say('日', 'Day'), cell: ({ name }) => name },
        { head: say('成功', 'Paid'), align: 'end', cell: ({ of }) => count(of.paid) },
        { head: say('未成', 'Failed'), align: 'end', cell: ({ of }) => count(of.failed) },
        { head: say('实收', 'Taken'), align: 'end', cell: ({ of }) => yuan(of.paidFen) },
        {
          head: say('相比', 'Change'),
          align: 'end',
          cell: ({ of, isOwn }) => (isOwn ? '' : change(sum.paidFen, of.paidFen)),
        },
        {
          head: say('对比', 'Bar'),
          cell: ({ of, isOwn }) => (
            <ShareBar value={of.paidFen} highest={highest} tone={isOwn ? 'good' : 'plain'} />
          ),
        },
      ]}
    />
  );
}
