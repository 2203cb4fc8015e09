/** Every token of the portal's style sheet, changed while one looks; the contrast of the screen is above. */
import { isTokenValue } from '../../../../src/app/gallery/look/ownLook.ts';
import { tokenBlocks } from '../../../../src/app/gallery/look/tokenBlocks.ts';
import { ContrastList } from '../access/ContrastList.tsx';
import { textContrasts } from '../access/textContrast.ts';
import { Section } from '../Parts.tsx';
import { sayFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import styles from './Look.module.css';
import { LookFile } from './LookFile.tsx';
import { changed, hueOf, kindOf, stepped, withHue } from './tokenValue.ts';

interface RowProps {
  readonly stage: Stage;
  readonly selector: string;
  readonly name: string;
  readonly usual: string;
}

function TokenRow({ stage, selector, name, usual }: RowProps) {
  const say = sayFor(stage);
  const { tokens } = stage.options.value.look;
  const own = tokens[selector]?.[name];
  const value = own ?? usual;
  const put = (next: string | null) => {
    if (next !== null && !isTokenValue(next)) return;
    const kept = next === usual ? null : next;
    stage.changeLook({ tokens: changed(tokens, selector, name, kept) as typeof tokens });
  };
  const label = `${selector} ${name}`;
  return (
    <div class={styles.token} data-token={label} data-own={own !== undefined}>
      <span class={styles.name} title={name}>
        {name.slice(2)}
      </span>
      {kindOf(value).kind === 'colour' ? (
        <input
          type="color"
          aria-label={`${label}: ${say('颜色', 'colour')}`}
          value={hueOf(value)}
          onInput={(event) => put(withHue(value, event.currentTarget.value))}
        />
      ) : (
        <span />
      )}
      <input
        class={styles.value}
        aria-label={label}
        value={value}
        spellcheck={false}
        onInput={(event) => put(event.currentTarget.value)}
        onKeyDown={(event) => {
          const steps = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (steps === undefined || kindOf(value).kind !== 'number') return;
          event.preventDefault();
          put(stepped(value, event.shiftKey ? steps * 10 : steps));
        }}
      />
      <button
        type="button"
        class={styles.reset}
        aria-label={`${label}: ${say('还原', 'reset')}`}
        title={usual}
        disabled={own === undefined}
        onClick={() => put(null)}
      >
        ↺
      </button>
    </div>
  );
}

export function TokenPanel({ stage }: { readonly stage: Stage }) {
  const say = sayFor(stage);
  const page = stage.page.value?.window.document;
  const isPainted = stage.painted.value > 0;
  if (!page || !isPainted) {
    return <Section title={say('设计变量', 'Tokens')}>{say('启动中…', 'Starting …')}</Section>;
  }
  const blocks = tokenBlocks(page);
  const count = Object.values(stage.options.value.look.tokens).reduce(
    (sum, block) => sum + Object.keys(block).length,
    0,
  );
  return (
    <>
      <Section title={say('设计变量', 'Tokens')} note={say(`改了 ${count} 个`, `${count} changed`)}>
        <LookFile stage={stage} />
      </Section>
      <ContrastList stage={stage} texts={textContrasts(page)} most={3} />
      {blocks.map(({ selector, tokens }) => (
        <Section key={selector} title={selector} note={String(Object.keys(tokens).length)}>
          {Object.entries(tokens).map(([name, usual]) => (
            <TokenRow key={name} stage={stage} selector={selector} name={name} usual={usual} />
          ))}
        </Section>
      ))}
    </>
  );
}
