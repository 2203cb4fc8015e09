import type { Focus } from '../../remote/focus.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import type { Tab } from './homeZones.ts';
import styles from './Tabs.module.css';

/** So many fit in either language; the history keeps its place at the end. */
const VISIBLE = 6;

/** Moving onto a tab chooses it. With more categories than fit, the row shows those around the chosen one. */
export function Tabs(props: { tabs: readonly Tab[]; selected: number; focus: Focus }) {
  const { tabs, selected, focus } = props;
  const categories = tabs.slice(0, -1);
  const first = Math.max(0, Math.min(selected - 3, categories.length - VISIBLE));
  const shown = categories.slice(first, first + VISIBLE).concat(tabs.slice(-1));
  return (
    <div class={styles.tabs}>
      {shown.map((tab) => (
        <Focusable key={tab.id} id={tab.id} focus={focus} look="button" class={styles.tab}>
          <span data-selected={tab === tabs[selected] ? '' : undefined}>{tab.label}</span>
        </Focusable>
      ))}
    </div>
  );
}
