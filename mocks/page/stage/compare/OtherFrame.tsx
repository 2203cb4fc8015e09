/** The same sample in the other look: beside the first, behind a slider over it, or subtracted from it. */
import { Component } from 'preact';
import { sayFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import styles from './OtherFrame.module.css';

interface Props {
  readonly stage: Stage;
  readonly address: string;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

export class OtherFrame extends Component<Props, { readonly at: number }> {
  override state = { at: 50 };

  // A stable function: Preact would call a new one, and the old one with null, at every drawing.
  private keepFrame = (element: HTMLIFrameElement | null) => {
    this.props.stage.other = element;
  };

  override render({ stage, address, scale, width, height }: Props, { at }: { at: number }) {
    const say = sayFor(stage);
    const { compare } = stage.options.value;
    const size = { width: `${width * scale}px`, height: `${height * scale}px` };
    const cut = compare === 'wipe' ? { clipPath: `inset(0 0 0 ${at}%)` } : {};
    return (
      <>
        <div class={styles.other} data-compare={compare} style={{ ...size, ...cut }}>
          <iframe
            // Another address is another page: what is behind `#` alone would not load it again.
            key={address}
            class={styles.frame}
            title={say('对比画面', 'The other picture')}
            tabIndex={-1}
            width={width}
            height={height}
            style={{ transform: `scale(${scale})` }}
            src={address}
            ref={this.keepFrame}
          />
        </div>
        {compare === 'wipe' && (
          <input
            class={styles.slider}
            type="range"
            min="0"
            max="100"
            value={at}
            aria-label={say('分界', 'Where the two meet')}
            onInput={(event) => this.setState({ at: Number(event.currentTarget.value) })}
          />
        )}
      </>
    );
  }
}
