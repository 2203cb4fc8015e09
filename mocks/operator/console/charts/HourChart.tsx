import { DataTable } from '../parts/DataTable.tsx';
import { count, yuan } from '../state/format.ts';
import { say } from '../state/language.ts';
import type { Today } from '../state/opsTypes.ts';
import styles from './HourChart.module.css';
import { hourBars } from './hourBars.ts';
import { useWidth } from './useWidth.ts';

type Hour = Today['hours'][number];

const HEIGHT = 188;
const LEFT = 34;
const BELOW = 22;
const ABOVE = 10;

const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
const inWords = ({ hour, paid, paidFen, failed }: Hour): string =>
  say(
    `${hourName(hour)}：成功 ${count(paid)} 笔，${yuan(paidFen)}；未成 ${count(failed)} 笔`,
    `${hourName(hour)}: ${count(paid)} paid, ${yuan(paidFen)}; ${count(failed)} failed`,
  );

/** Payments hour by hour, with the failed ones on top; and the same as a table of numbers. */
export function HourChart({ hours }: { readonly hours: readonly Hour[] }) {
  const [ref, width] = useWidth<SVGSVGElement>(720);
  const inner = HEIGHT - BELOW - ABOVE;
  const { bars, slots, ticks } = hourBars(hours, Math.max(1, width - LEFT), inner);
  const total = hours.reduce((sum, { paid }) => sum + paid, 0);
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0);
  const every = width < 560 ? 4 : 2;
  const slot = (width - LEFT) / slots.length;
  return (
    <figure>
      <svg
        ref={ref}
        class={styles.chart}
        role="img"
        aria-label={say(
          `按小时：成功 ${total} 笔，未成 ${failed} 笔`,
          `By hour: ${total} paid, ${failed} failed`,
        )}
      >
        <g transform={`translate(${LEFT} ${ABOVE})`}>
          {ticks.map(({ y, value }) => (
            <g key={value}>
              <line class={styles.grid} x1={0} x2={width - LEFT} y1={y} y2={y} />
              <text class={styles.text} x={-8} y={y + 4} text-anchor="end">
                {value}
              </text>
            </g>
          ))}
          {slots.map(({ x, hour }, at) =>
            at % every === 0 ? (
              <text key={at} class={styles.text} x={x} y={inner + 17} text-anchor="middle">
                {String(hour).padStart(2, '0')}
              </text>
            ) : null,
          )}
          {bars.map((bar, at) => (
            <g key={at}>
              <rect class={styles.hit} x={at * slot} y={0} width={slot} height={inner} />
              <rect
                class={styles.paid}
                x={bar.x}
                y={bar.paidY}
                width={bar.width}
                height={bar.paidHeight}
                pointer-events="none"
              />
              <rect
                class={styles.failed}
                x={bar.x}
                y={bar.failedY}
                width={bar.width}
                height={bar.failedHeight}
                pointer-events="none"
              />
              <title>{inWords(hours[at]!)}</title>
            </g>
          ))}
        </g>
      </svg>
      <div class={styles.legend}>
        <span>
          <span class={styles.key} data-of="paid" />
          {say('成功', 'Paid')}
        </span>
        <span>
          <span class={styles.key} data-of="failed" />
          {say('未成', 'Failed')}
        </span>
      </div>
      <details class={styles.numbers}>
        <summary>{say('看数字', 'As numbers')}</summary>
        <DataTable
          caption={say('按小时', 'By hour')}
          rows={hours.map((hour, at) => ({ ...hour, at }))}
          rowKey={({ at }) => String(at)}
          columns={[
            { head: say('小时', 'Hour'), cell: ({ hour }) => hourName(hour) },
            { head: say('成功', 'Paid'), align: 'end', cell: ({ paid }) => count(paid) },
            { head: say('金额', 'Amount'), align: 'end', cell: ({ paidFen }) => yuan(paidFen) },
            { head: say('未成', 'Failed'), align: 'end', cell: (hour) => count(hour.failed) },
          ]}
        />
      </details>
    </figure>
  );
}
