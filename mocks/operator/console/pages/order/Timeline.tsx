import { useSignal } from '@preact/signals';
import { Button } from '../../parts/Button.tsx';
import { Empty } from '../../parts/Notice.tsx';
import { moment } from '../../state/format.ts';
import { type Label, say, sayLabel } from '../../state/language.ts';
import type { HistoryEntry } from '../../state/opsTypes.ts';
import styles from './Timeline.module.css';
import { TimelineEntry } from './TimelineEntry.tsx';

type Kind = HistoryEntry['kind'];

const KINDS: Readonly<Record<Kind, Label>> = {
  order: ['订单', 'Order'],
  attempt: ['支付', 'Attempt'],
  exchange: ['卡与 PSAM 命令', 'Commands'],
  posting: ['记账', 'Postings'],
  case: ['工单', 'Case'],
  person: ['人工', 'People'],
};

/** `[day, its entries]`, in the given order. */
export function byDay(entries: readonly HistoryEntry[]): [string, HistoryEntry[]][] {
  const days: [string, HistoryEntry[]][] = [];
  for (const entry of entries) {
    const day = moment(entry.at).slice(0, 10);
    const last = days.at(-1);
    if (last?.[0] === day) last[1].push(entry);
    else days.push([day, [entry]]);
  }
  return days;
}

export const DayByDay = ({ entries }: { readonly entries: readonly HistoryEntry[] }) => (
  <>
    {byDay(entries).map(([day, ofDay]) => (
      <section key={day} aria-label={day}>
        <div class={styles.day}>{day}</div>
        <ol>
          {ofDay.map((entry, at) => (
            <TimelineEntry key={`${entry.at}-${entry.kind}-${entry.what}-${at}`} entry={entry} />
          ))}
        </ol>
      </section>
    ))}
  </>
);

/** Everything that happened, oldest first. Each kind of entries can be hidden. */
export function Timeline({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const hidden = useSignal<ReadonlySet<Kind>>(new Set());
  const kinds = (Object.keys(KINDS) as Kind[]).filter((kind) =>
    entries.some((entry) => entry.kind === kind),
  );
  const shown = entries.filter(({ kind }) => !hidden.value.has(kind));
  const toggle = (kind: Kind) => {
    const next = new Set(hidden.value);
    if (!next.delete(kind)) next.add(kind);
    hidden.value = next;
  };
  return (
    <div class={styles.line}>
      <div class={styles.kinds} role="group" aria-label={say('显示', 'Show')}>
        {kinds.map((kind) => (
          <Button key={kind} pressed={!hidden.value.has(kind)} onPress={() => toggle(kind)}>
            {hidden.value.has(kind) ? '○' : '●'} {sayLabel(KINDS[kind])}
          </Button>
        ))}
      </div>
      {shown.length === 0 && <Empty title={say('没有可显示的', 'Nothing to show')} />}
      <DayByDay entries={shown} />
    </div>
  );
}
