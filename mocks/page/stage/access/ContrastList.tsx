/** The contrast of the texts on the portal's screen, worst first; what is too little is marked. */
import { Section } from '../Parts.tsx';
import { sayFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import styles from './AccessPanel.module.css';
import { hexOf } from './colour.ts';
import { ENOUGH, type TextContrast } from './textContrast.ts';

interface Props {
  readonly stage: Stage;
  readonly texts: readonly TextContrast[];
  /** How many are shown; without it, all that are too low and some more. */
  readonly most?: number;
}

const SOME = 8;

const isLow = ({ ratio }: TextContrast): boolean => ratio < ENOUGH;

/** Rounded down: 4.496 is not enough, and must not read as 4.5. */
const ratioText = (ratio: number): string => (Math.floor(ratio * 100) / 100).toFixed(2);

export function ContrastList({ stage, texts, most }: Props) {
  const say = sayFor(stage);
  const low = texts.filter(isLow).length;
  const note =
    low === 0
      ? say(`${texts.length} 处文字都够`, `all ${texts.length} texts have enough`)
      : say(`${low} 处低于 4.5`, `${low} below 4.5`);
  return (
    <Section title={say('对比度', 'Contrast')} note={<span data-low={low}>{note}</span>}>
      <div class={styles.rows}>
        {texts.slice(0, most ?? Math.max(low, SOME)).map((item, index) => (
          <button
            key={index}
            type="button"
            class={styles.contrast}
            data-too-low={isLow(item)}
            aria-pressed={stage.held.value === item.element}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              const isHeld = stage.held.value === item.element;
              stage.held.value = isHeld ? null : item.element;
            }}
          >
            <span
              class={styles.sample}
              style={{ color: hexOf(item.colour), background: hexOf(item.behind) }}
              title={`${hexOf(item.colour)} / ${hexOf(item.behind)}`}
              aria-hidden="true"
            >
              文
            </span>
            <span class={styles.ratio}>{ratioText(item.ratio)}</span>
            <span class={styles.name}>{item.text}</span>
            {item.isUnsure && <span class={styles.state}>{say('在图片上', 'over a picture')}</span>}
          </button>
        ))}
      </div>
    </Section>
  );
}
