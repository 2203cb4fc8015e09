/** What stands below the remote: what is played, or one of the designer's tools. */
import { AccessPanel } from './access/AccessPanel.tsx';
import { CardPanel } from './CardPanel.tsx';
import { ComparePanel } from './compare/ComparePanel.tsx';
import { FaultPanel } from './FaultPanel.tsx';
import { SamplePanel } from './list/SamplePanel.tsx';
import { TextPanel } from './look/TextPanel.tsx';
import { TokenPanel } from './look/TokenPanel.tsx';
import { MeasurePanel } from './measure/MeasurePanel.tsx';
import { PANELS, type Panel } from './options.ts';
import styles from './Panels.module.css';
import { sayFor } from './say.ts';
import type { Stage } from './stage.ts';

interface Props {
  readonly stage: Stage;
}

const Play = ({ stage }: Props) => (
  <>
    <CardPanel stage={stage} />
    <FaultPanel stage={stage} />
  </>
);

const TOOLS = {
  play: Play,
  samples: SamplePanel,
  access: AccessPanel,
  measure: MeasurePanel,
  tokens: TokenPanel,
  texts: TextPanel,
  compare: ComparePanel,
} as const;

export function Panels({ stage }: Props) {
  const say = sayFor(stage);
  const { panel } = stage.options.value;
  const names: Readonly<Record<Panel, string>> = {
    play: say('演示', 'Play'),
    samples: say('样例', 'Samples'),
    access: say('无障碍', 'Access'),
    measure: say('测量', 'Measure'),
    tokens: say('变量', 'Tokens'),
    texts: say('文字', 'Words'),
    compare: say('对比', 'Compare'),
  };
  const Tool = TOOLS[panel];
  return (
    <>
      <div class={styles.tabs} role="group" aria-label={say('面板', 'Panel')}>
        {PANELS.map((name) => (
          <button
            key={name}
            type="button"
            class={styles.tab}
            aria-pressed={name === panel}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              stage.pointed.value = stage.held.value = null;
              stage.choose({ panel: name });
            }}
          >
            {names[name]}
          </button>
        ))}
      </div>
      <div class={styles.panels} data-panel={panel}>
        <Tool stage={stage} />
      </div>
    </>
  );
}
