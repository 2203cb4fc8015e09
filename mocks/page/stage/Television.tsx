/** The portal in a frame of exactly its own size, scaled down where there is not enough room. */
import { Component } from 'preact';
import { OtherFrame } from './compare/OtherFrame.tsx';
import { Overlay } from './measure/Overlay.tsx';
import { otherAddress } from './portalAddress.ts';
import { sayFor } from './say.ts';
import type { Stage } from './stage.ts';
import styles from './Television.module.css';

interface Props {
  readonly stage: Stage;
}

/** Between two pictures side by side. */
const BETWEEN = 20;

export class Television extends Component<Props, { width: number; height: number }> {
  override state = { width: 960, height: 540 };
  private room: HTMLElement | null = null;
  private observer = new ResizeObserver(() => this.measure());

  private measure(): void {
    const { clientWidth: width, clientHeight: height } = this.room!;
    this.setState({ width, height });
  }

  override componentDidMount(): void {
    this.measure();
    this.observer.observe(this.room!);
    this.props.stage.open(true);
  }

  override componentWillUnmount(): void {
    this.observer.disconnect();
  }

  // Stable functions: Preact would call a new ref function, and the old one with null, at every drawing.
  private keepRoom = (element: HTMLElement | null) => {
    this.room = element;
  };

  private keepFrame = (element: HTMLIFrameElement | null) => {
    this.props.stage.frame = element;
  };

  override render({ stage }: Props) {
    const say = sayFor(stage);
    const { size, compare } = stage.options.value;
    const other = otherAddress(stage.options.value);
    const isBeside = compare === 'beside' && other !== null;
    const [width = 0, height = 0] = size.split('x').map(Number);
    const room = isBeside ? (this.state.width - BETWEEN) / 2 : this.state.width;
    const scale = Math.min(1, room / width, this.state.height / height);
    const box = { width: `${width * scale}px`, height: `${height * scale}px` };
    return (
      <div class={styles.room} ref={this.keepRoom}>
        <div class={styles.set} data-compare={other === null ? 'off' : compare} style={box}>
          <iframe
            class={styles.frame}
            title={say('电视画面', 'Television')}
            tabIndex={-1}
            width={width}
            height={height}
            style={{ transform: `scale(${scale})` }}
            ref={this.keepFrame}
          />
          {!isBeside && other !== null && (
            <OtherFrame stage={stage} address={other} scale={scale} width={width} height={height} />
          )}
          <Overlay stage={stage} scale={scale} width={width} height={height} />
        </div>
        {isBeside && (
          <div class={styles.set} style={{ ...box, marginLeft: `${BETWEEN}px` }}>
            <OtherFrame stage={stage} address={other} scale={scale} width={width} height={height} />
          </div>
        )}
      </div>
    );
  }
}
