import { Badge } from '../../parts/Badge.tsx';
import type { Tone } from '../../state/console.ts';
import { count, counted, signedCount, signedYuan, yuan } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import type { Day, Sum } from '../../state/opsTypes.ts';
import styles from './ThreeSides.module.css';

/** The sums of one side minus the platform's; `null` if one is missing. */
export function deltaOf(tsp: Sum | undefined, side: Sum | undefined): Sum | null {
  if (!tsp || !side) return null;
  return { count: side.count - tsp.count, totalFen: side.totalFen - tsp.totalFen };
}

const isNothing = (delta: Sum): boolean => delta.count === 0 && delta.totalFen === 0;

function Delta({ delta }: { readonly delta: Sum | null }) {
  if (!delta) return <Badge tone="plain" text={say('尚未收到', 'Not received yet')} />;
  if (isNothing(delta))
    return <Badge tone="good" text={say('与 TSP 一致', 'Agrees with the TSP')} />;
  return (
    <Badge
      tone="bad"
      text={say(
        `与 TSP 差 ${signedCount(delta.count)} 笔，${signedYuan(delta.totalFen)}`,
        `${signedCount(delta.count)} and ${signedYuan(delta.totalFen)} against the TSP`,
      )}
    />
  );
}

interface SideProps {
  readonly name: string;
  readonly role: string;
  readonly sum: Sum | undefined;
  /** Absent for the side that the others are compared with. */
  readonly delta?: Sum | null;
}

function Side({ name, role, sum, delta }: SideProps) {
  const tone: Tone =
    delta === undefined ? 'info' : delta === null ? 'plain' : isNothing(delta) ? 'good' : 'bad';
  return (
    <section class={styles.side} data-tone={tone} aria-label={name}>
      <h2 class={styles.name}>
        {name} <span class={styles.role}>{role}</span>
      </h2>
      <div class={styles.amount}>{sum ? yuan(sum.totalFen) : '—'}</div>
      <div class={styles.count}>
        {sum ? say(`${count(sum.count)} 笔`, counted(sum.count, 'payment')) : ' '}
      </div>
      <div class={styles.delta}>
        {delta === undefined ? (
          <Badge tone="info" text={say('以此为准比较', 'The others are compared with this')} />
        ) : (
          <Delta delta={delta} />
        )}
      </div>
    </section>
  );
}

/** The same day in the books of each of the three parties. */
export const ThreeSides = ({ day: { tsp, boss, ppp } }: { readonly day: Day }) => (
  <div class={styles.sides}>
    <Side name="TSP" role={say('平台：扣了多少', 'the platform: what was debited')} sum={tsp} />
    <Side
      name="BOSS"
      role={say('运营商：开通多少', 'the operator: what was opened')}
      sum={boss}
      delta={deltaOf(tsp, boss)}
    />
    <Side
      name="PPP"
      role={say('银联：将付多少', 'UnionPay: what will be paid out')}
      sum={ppp}
      delta={deltaOf(tsp, ppp)}
    />
  </div>
);
