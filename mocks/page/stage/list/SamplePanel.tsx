/** Every sample, found by its screen, its failure, its household, or any text on it; and every scenario. */
import { Component } from 'preact';
import { samples } from '../../../../src/app/gallery/samples.ts';
import { scenarios } from '../../../faults/scenarios.ts';
import { Section, Select } from '../Parts.tsx';
import { sayFor, textFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import { readSamples } from './readSamples.ts';
import styles from './SamplePanel.module.css';
import { factGroups, matches } from './sampleFacts.ts';

const GROUPS = factGroups(samples);

interface Props {
  readonly stage: Stage;
}

interface State {
  readonly texts: Readonly<Record<string, string>>;
  /** The id of the one that Enter would show: more are found above it while texts are read. `''`: the first. */
  readonly at: string;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly isChosen: boolean;
  choose(): void;
}

const SCENARIO = 'scenario:';

export class SamplePanel extends Component<Props, State> {
  override state: State = { texts: {}, at: '' };
  private end = () => {};
  private read = '';
  private list: HTMLElement | null = null;
  private keepList = (element: HTMLElement | null) => {
    this.list = element;
  };

  /** The texts depend on language, skin and own words. */
  private readTexts(): void {
    const { options } = this.props.stage;
    const { lang, skin, look } = options.peek();
    const wanted = JSON.stringify([lang, skin, look.words, look.skin.name]);
    if (wanted === this.read) return;
    this.read = wanted;
    this.end();
    this.setState({ texts: {} });
    this.end = readSamples(options.peek(), (id, text) =>
      this.setState(({ texts }) => ({ texts: { ...texts, [id]: text } })),
    );
  }

  override componentDidMount(): void {
    this.readTexts();
  }

  override componentDidUpdate(): void {
    this.readTexts();
    this.list?.querySelector('[data-at]')?.scrollIntoView({ block: 'nearest' });
  }

  override componentWillUnmount(): void {
    this.end();
  }

  private entries(): readonly Entry[] {
    const { stage } = this.props;
    const text = textFor(stage);
    const { find, of, screen, ui, scenario } = stage.options.value;
    const found = samples
      .filter((sample) => matches(sample, find, of, this.state.texts[sample.id] ?? ''))
      .map(({ id, title }) => ({
        id,
        title: ui === 'en' ? '' : title,
        isChosen: id === screen,
        choose: () => stage.choose({ screen: id }),
      }));
    const words = find.toLowerCase().split(/\s+/);
    const days = Object.keys(scenarios)
      .filter((name) => of === '' || of === SCENARIO + name)
      .filter((name) => {
        const { title } = scenarios[name]!;
        const all = `${name} ${title['zh-CN']} ${title.en}`.toLowerCase();
        return words.every((word) => all.includes(word));
      })
      .map((name) => ({
        id: SCENARIO + name,
        title: text(scenarios[name]!.title),
        isChosen: screen === '' && name === scenario,
        choose: () => stage.choose({ scenario: name, screen: '' }),
      }));
    return [...found, ...days];
  }

  private key(event: KeyboardEvent, entries: readonly Entry[]): void {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const at = Math.min(entries.length - 1, Math.max(0, this.at(entries) + step));
      this.setState({ at: entries[at]?.id ?? '' });
    } else if (event.key === 'Enter') entries[this.at(entries)]?.choose();
  }

  private at = (entries: readonly Entry[]): number =>
    Math.max(
      0,
      entries.findIndex(({ id }) => id === this.state.at),
    );

  override render({ stage }: Props, { texts }: State) {
    const say = sayFor(stage);
    const { find, of } = stage.options.value;
    const entries = this.entries();
    const at = this.at(entries);
    const readCount = Object.keys(texts).length;
    const kinds: Readonly<Record<string, string>> = {
      step: say('画面', 'Screen'),
      failure: say('失败', 'Failure'),
      reason: say('原因', 'Reason'),
      money: say('钱', 'Money'),
      with: say('住户', 'Household'),
      over: say('上层', 'On top'),
    };
    return (
      <Section
        title={say('样例', 'Samples')}
        note={
          readCount < samples.length
            ? say(
                `正在读文字 ${readCount}/${samples.length}`,
                `reading ${readCount}/${samples.length}`,
              )
            : say(`${entries.length} 项`, `${entries.length} found`)
        }
      >
        <div class={styles.filters}>
          <input
            class={styles.search}
            type="search"
            aria-controls="samples"
            aria-activedescendant={entries[at] ? `entry-${entries[at].id}` : undefined}
            aria-label={say(
              '找样例：名称或画面上的文字',
              'Find a sample: its name, or a text on it',
            )}
            placeholder={say('名称或画面上的文字', 'Name, or a text on it')}
            value={find}
            onInput={(event) => {
              this.setState({ at: '' });
              stage.choose({ find: event.currentTarget.value });
            }}
            onKeyDown={(event) => this.key(event, entries)}
          />
          <Select
            label={say('只看', 'Only')}
            value={of}
            isWide
            onChoose={(next) => {
              this.setState({ at: '' });
              stage.choose({ of: next });
            }}
          >
            <option value="">{say('全部', 'All')}</option>
            {[...GROUPS].map(([kind, facts]) => (
              <optgroup key={kind} label={kinds[kind] ?? kind}>
                {facts.map((fact) => (
                  <option key={fact} value={fact}>
                    {fact.slice(kind.length + 1)}
                  </option>
                ))}
              </optgroup>
            ))}
            <optgroup label={say('场景', 'Scenario')}>
              {Object.keys(scenarios).map((name) => (
                <option key={name} value={SCENARIO + name}>
                  {textFor(stage)(scenarios[name]!.title)}
                </option>
              ))}
            </optgroup>
          </Select>
        </div>
        <ul
          class={styles.list}
          id="samples"
          role="listbox"
          aria-label={say('样例', 'Samples')}
          ref={this.keepList}
        >
          {entries.map(({ id, title, isChosen, choose }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
            <li
              key={id}
              id={`entry-${id}`}
              class={styles.entry}
              role="option"
              aria-selected={isChosen}
              data-at={index === at || undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={choose}
            >
              <span class={styles.title}>{title}</span>
              <span class={styles.id}>{id}</span>
            </li>
          ))}
        </ul>
      </Section>
    );
  }
}
