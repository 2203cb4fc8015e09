/** The portal in a frame of exactly its own size, scaled down where there is not enough room. */
import { Component } from 'preact';
import { isSample } from './portalAddress.ts';
import { watchPortal } from './portalPage.ts';
import { sayFor } from './say.ts';
import type { PortalWindow, Stage } from './stage.ts';
import styles from './Television.module.css';

interface Props {
  readonly stage: Stage;
}

/** The share of the picture that television sets may cut off on each side. */
const SAFE = 0.05;

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

  private loaded = () => {
    const { stage } = this.props;
    // An empty frame fires its load event before the ref is set.
    const page = stage.frame?.contentWindow as PortalWindow | undefined;
    // A live portal is watched from the moment its world is made; a sample has no world.
    if (page && isSample(stage.options.peek())) watchPortal(stage, page);
  };

  override render({ stage }: Props) {
    const say = sayFor(stage);
    const { size, safe } = stage.options.value;
    const [width = 0, height = 0] = size.split('x').map(Number);
    const scale = Math.min(1, this.state.width / width, this.state.height / height);
    const edges = `${Math.round(width * SAFE)} · ${Math.round(height * SAFE)} px`;
    return (
      <div class={styles.room} ref={this.keepRoom}>
        <div
          class={styles.set}
          style={{ width: `${width * scale}px`, height: `${height * scale}px` }}
        >
          <iframe
            class={styles.frame}
            title={say('电视画面', 'Television')}
            tabIndex={-1}
            width={width}
            height={height}
            style={{ transform: `scale(${scale})` }}
            ref={this.keepFrame}
            onLoad={this.loaded}
          />
          {safe === 'on' && (
            <div class={styles.safe}>
              <span class={styles.label}>
                {say('安全区', 'Safe area')} 5 % = {edges}
              </span>
            </div>
          )}
        </div>
      </div>
    );
  }
}
