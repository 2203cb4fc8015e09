/** The live log, newest at the bottom. It has only headers, lengths and results, so no data needs to be hidden. */
import { Component } from 'preact';
import styles from './LogPanel.module.css';
import { clockText, LOG_KINDS, type LogKind, type LogLine, lineText } from './logLine.ts';
import { Pill } from './Parts.tsx';
import { type Say, sayFor } from './say.ts';
import type { Stage } from './stage.ts';

interface Props {
  readonly stage: Stage;
}

const kindName = (kind: LogKind, say: Say): string =>
  ({
    card: say('卡片', 'Card'),
    tsp: 'TSP',
    boss: 'BOSS',
    key: say('按键', 'Keys'),
    step: say('步骤', 'Steps'),
    fault: say('故障', 'Faults'),
  })[kind];

const Line = ({ line }: { readonly line: LogLine }) => (
  <li class={styles.line} data-kind={line.kind} data-bad={line.isBad || undefined}>
    <span class={styles.quiet}>{clockText(line.at)}</span>
    <span class={styles.quiet}>{line.kind}</span>
    <span>{line.what}</span>
    <span class={styles.quiet}>{line.more}</span>
    <span>{line.end}</span>
    <span class={styles.ms}>{line.ms === null ? '' : `${line.ms} ms`}</span>
  </li>
);

export class LogPanel extends Component<Props> {
  private list: HTMLElement | null = null;
  /** Whether to follow the log; not after somebody has scrolled up to read. */
  private isAtEnd = true;

  override componentDidUpdate(): void {
    if (this.isAtEnd && this.list) this.list.scrollTop = this.list.scrollHeight;
  }

  private keepList = (element: HTMLElement | null) => {
    this.list = element;
  };

  private toggle(kind: LogKind): void {
    const { stage } = this.props;
    const { logHides } = stage.options.value;
    stage.choose({
      logHides: LOG_KINDS.filter((other) => (other === kind) !== logHides.includes(other)),
    });
  }

  override render({ stage }: Props) {
    const say = sayFor(stage);
    const { logHides: hidden, logFind: search } = stage.options.value;
    const wanted = search.toLowerCase();
    const lines = stage.log.value.filter(
      (line) => !hidden.includes(line.kind) && lineText(line).toLowerCase().includes(wanted),
    );
    const title = say('卡片与平台报文', 'Card and platform, live');
    return (
      <section class={styles.panel} aria-label={title}>
        <div class={styles.head}>
          <h2 class={styles.title}>{title}</h2>
          {LOG_KINDS.map((kind) => (
            <Pill
              key={kind}
              quiet
              pressed={!hidden.includes(kind)}
              onPress={() => this.toggle(kind)}
            >
              {kindName(kind, say)}
            </Pill>
          ))}
          <input
            class={styles.search}
            type="search"
            placeholder={say('筛选', 'Filter')}
            aria-label={say('筛选', 'Filter')}
            value={search}
            onInput={(event) => stage.choose({ logFind: event.currentTarget.value })}
          />
          <Pill onPress={() => void navigator.clipboard?.writeText(lines.map(lineText).join('\n'))}>
            {say('复制', 'Copy')}
          </Pill>
          <Pill
            onPress={() => {
              stage.log.value = [];
            }}
          >
            {say('清空', 'Clear')}
          </Pill>
        </div>
        <ol
          class={styles.lines}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keys
          tabIndex={0}
          ref={this.keepList}
          onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
            this.isAtEnd = scrollTop + clientHeight > scrollHeight - 24;
          }}
        >
          {lines.map((line, index) => (
            <Line key={index} line={line} />
          ))}
        </ol>
      </section>
    );
  }
}
