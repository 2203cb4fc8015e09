import type { Focus } from '../../remote/focus.ts';
import { Focusable } from '../../ui/Focusable.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { isLarge, type Layout, layout } from '../../ui/layout.ts';
import type { Tab } from './homeZones.ts';
import styles from './Tabs.module.css';

/** How many categories fit in every language; the tabs that open something else keep their place at the end. */
const VISIBLE: Readonly<Record<Layout, number>> = { hd: 5, sd: 1 };
const VISIBLE_LARGE: typeof VISIBLE = { hd: 3, sd: 1 };
const FIXED = 3;

/** Moving onto a tab chooses it. With more categories than fit, the row shows those around the chosen one. */
export function Tabs(props: { tabs: readonly Tab[]; selected: number; focus: Focus }) {
  const { tabs, selected, focus } = props;
  const visible = (isLarge.value ? VISIBLE_LARGE : VISIBLE)[layout.value];
  const categories = tabs.slice(0, -FIXED);
  const first = Math.max(0, Math.min(selected - (visible >> 1), categories.length - visible));
  const shown = categories.slice(first, first + visible).concat(tabs.slice(-FIXED));
  return (
    <div class={styles.tabs} role="tablist">
      {shown.map((tab) => (
        <Focusable
          key={tab.id}
          id={tab.id}
          focus={focus}
          look="button"
          role="tab"
          isSelected={tab === tabs[selected]}
          class={styles.tab}
        >
          <span data-selected={tab === tabs[selected] ? '' : undefined}>
            {tab.icon && <Icon name={tab.icon} class={styles.icon} />}
            {tab.icon ? <span class="heard">{tab.label}</span> : tab.label}
          </span>
        </Focusable>
      ))}
    </div>
  );
}
