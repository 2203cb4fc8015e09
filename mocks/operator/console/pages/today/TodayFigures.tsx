import { Age } from '../../parts/Moment.tsx';
import { count, counted, milliseconds, percent, yuan } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import type { DayFigures, Open, Today } from '../../state/opsTypes.ts';
import { hrefOf } from '../../state/route.ts';
import { change } from '../figures/Comparison.tsx';
import styles from './Figure.module.css';
import { Figure, Figures } from './Figure.tsx';

const NONE = '—';

/** The sum of what is open, and the age of the oldest. */
const openNote = ({ count: number, totalFen, oldestAt }: Open) =>
  number === 0 ? (
    say('没有', 'none')
  ) : (
    <>
      {yuan(totalFen)}
      {oldestAt && (
        <>
          {' · '}
          <span class={styles.whole}>
            {say('最久 ', 'oldest ')}
            <Age since={oldestAt} />
          </span>
        </>
      )}
    </>
  );

interface Props {
  readonly today: Today;
  readonly compared?: DayFigures['compared'] | undefined;
}

/** `36 payments · +12% on yesterday`: up to the same time of the day. */
function takenNote(paid: number, compared: Props['compared']): string {
  const payments = say(`${count(paid)} 笔`, counted(paid, 'payment'));
  if (!compared?.dayBefore || compared.dayBefore.paidFen === 0) return payments;
  const by = change(compared.sum.paidFen, compared.dayBefore.paidFen);
  return `${payments} · ${say(`较昨日此时 ${by}`, `${by} on yesterday`)}`;
}

export function TodayFigures({ today, compared }: Props) {
  const { paid, failed, successRate, medianMs, doubts, backlog, cases, toApprove } = today;
  const isLow = successRate !== undefined && successRate < 0.9;
  return (
    <Figures>
      <Figure
        name={say('今日实收', 'Taken today')}
        value={yuan(paid.totalFen)}
        note={takenNote(paid.count, compared)}
        href={hrefOf('orders')}
      />
      <Figure
        name={say('成功率', 'Success')}
        value={successRate === undefined ? NONE : percent(successRate)}
        note={say(`${count(failed)} 次未成，无已知扣款`, `${count(failed)} failed, no debit known`)}
        {...(isLow ? { tone: 'warn' } : {})}
      />
      <Figure
        name={say('付款耗时（中位）', 'Median time')}
        value={medianMs === undefined ? NONE : milliseconds(medianMs)}
        note={say('按下确定到确认扣款', 'from OK to the debit known')}
      />
      <Figure
        name={say('存疑', 'In doubt')}
        value={count(doubts.count)}
        note={openNote(doubts)}
        href={hrefOf('doubts')}
        {...(doubts.count > 0 ? { tone: 'warn' } : {})}
      />
      <Figure
        name={say('已扣款待开通', 'Paid, not open yet')}
        value={count(backlog.count)}
        note={openNote(backlog)}
        href={hrefOf('orders', undefined, { state: 'ACTIVATING' })}
        {...(backlog.count > 0 ? { tone: 'warn' } : {})}
      />
      <Figure
        name={say('未结工单', 'Open cases')}
        value={count(cases.count)}
        note={
          toApprove > 0 ? say(`${toApprove} 件待复核`, `${toApprove} to approve`) : openNote(cases)
        }
        href={hrefOf('cases', undefined, toApprove > 0 ? { state: 'PROPOSED' } : {})}
        {...(cases.count > 0 ? { tone: 'warn' } : {})}
      />
    </Figures>
  );
}
