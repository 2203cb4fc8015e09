/** The figures of what the ruler points at, on the declared page and at 1080p. */
import { Group, Section } from '../Parts.tsx';
import { sayFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import { apart, LARGE, rounded, SIDES } from './boxes.ts';
import { boxOf, elementFacts } from './elementFacts.ts';
import styles from './MeasurePanel.module.css';

interface Props {
  readonly stage: Stage;
}

interface Line {
  readonly what: string;
  /** Pixels of the declared page. */
  readonly px: number;
}

function Figures({ lines, layout }: { readonly lines: readonly Line[]; readonly layout: string }) {
  const isHd = layout !== 'sd';
  return (
    <table class={styles.figures}>
      <thead>
        <tr>
          <td />
          <th scope="col">{isHd ? '720p' : '640×530'}</th>
          {isHd && <th scope="col">1080p</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ what, px }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{rounded(px)}</td>
            {isHd && <td>{rounded(px * LARGE)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ stage, element }: Props & { readonly element: Element }) {
  const say = sayFor(stage);
  const { name, box, gaps, letters, toDeclared, layout } = elementFacts(element);
  const held = stage.held.value;
  const sides = {
    left: say('左距', 'Gap left'),
    top: say('上距', 'Gap above'),
    right: say('右距', 'Gap right'),
    bottom: say('下距', 'Gap below'),
  };
  const way = held?.isConnected && held !== element ? apart(boxOf(held), box) : null;
  const lines = [
    { what: say('左', 'Left'), px: box.left },
    { what: say('上', 'Top'), px: box.top },
    { what: say('宽', 'Width'), px: box.width },
    { what: say('高', 'Height'), px: box.height },
    ...SIDES.map((side) => ({ what: sides[side], px: gaps[side] })),
    ...(letters
      ? [
          { what: say('字号', 'Letters'), px: letters.sizePx },
          { what: say('行高', 'Line'), px: letters.linePx },
        ]
      : []),
    ...(way
      ? [
          { what: say('到按住的：横', 'To the held: across'), px: way.x },
          { what: say('到按住的：竖', 'To the held: down'), px: way.y },
        ]
      : []),
  ];
  return (
    <>
      <p class={styles.name}>
        {name}
        {letters && (
          <span>
            {letters.weight} · {letters.colour}
          </span>
        )}
      </p>
      <Figures
        lines={lines.map(({ what, px }) => ({ what, px: px * toDeclared }))}
        layout={layout}
      />
    </>
  );
}

export function MeasurePanel({ stage }: Props) {
  const say = sayFor(stage);
  const { safe, grid } = stage.options.value;
  const isPainted = stage.painted.value >= 0;
  const element = stage.pointed.value ?? stage.held.value;
  return (
    <>
      <Section title={say('网格', 'Grid')}>
        <div class={styles.switches}>
          <Group
            label={say('安全区', 'Safe area')}
            value={safe}
            options={[
              ['off', say('无安全区', 'No safe area')],
              ['on', say('安全区', 'Safe area')],
            ]}
            onChoose={(next) => stage.choose({ safe: next })}
          />
          <Group
            label={say('网格', 'Grid')}
            value={grid}
            options={[
              ['off', say('无', 'None')],
              ['columns', say('栏', 'Columns')],
              ['baseline', say('基线', 'Baseline')],
              ['both', say('都要', 'Both')],
            ]}
            onChoose={(next) => stage.choose({ grid: next })}
          />
        </div>
      </Section>
      <Section title={say('测量', 'Measure')} note={say('像素', 'pixels')}>
        {isPainted && element?.isConnected ? (
          <Facts stage={stage} element={element} />
        ) : (
          <p class={styles.hint}>
            {say(
              '指向画面里的元素；点一下按住，再指向另一个量距离。键盘：Tab 到画面，方向键移动（上：外层，下：里层），回车按住。',
              'Point at an element; a click holds it, and pointing at another measures the way between. With keys: Tab to the television, arrows move, Enter holds.',
            )}
          </p>
        )}
      </Section>
    </>
  );
}
