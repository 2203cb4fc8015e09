import { Header } from './Header.tsx';
import { LogPanel } from './LogPanel.tsx';
import { Panels } from './Panels.tsx';
import { RemoteControl } from './RemoteControl.tsx';
import styles from './Stage.module.css';
import type { Stage as StageState } from './stage.ts';
import { Television } from './Television.tsx';
import { Toolbar } from './Toolbar.tsx';

export const Stage = ({ stage }: { readonly stage: StageState }) => (
  <div class={styles.stage} lang={stage.options.value.ui}>
    <Header stage={stage} />
    <main class={styles.left}>
      <Television stage={stage} />
      <Toolbar stage={stage} />
      <LogPanel stage={stage} />
    </main>
    <aside class={styles.right}>
      <RemoteControl stage={stage} />
      <Panels stage={stage} />
    </aside>
  </div>
);
