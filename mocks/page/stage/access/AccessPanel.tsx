/** What a screen reader finds on the portal's screen, how well its texts can be read, and what is told by itself. */
import { Section } from '../Parts.tsx';
import { type Say, sayFor } from '../say.ts';
import type { Stage } from '../stage.ts';
import styles from './AccessPanel.module.css';
import { type AccessNode, accessTree, focusOrder, livenessOf } from './accessTree.ts';
import { ContrastList } from './ContrastList.tsx';
import { textContrasts } from './textContrast.ts';

interface Props {
  readonly stage: Stage;
}

interface RowProps extends Props {
  readonly node: AccessNode;
  readonly at?: number;
}

/** Roles are terms of a standard; states are said in the language of the stage. */
function stateText(state: string, say: Say): string {
  const chinese: Readonly<Record<string, string>> = {
    focused: '焦点',
    selected: '已选',
    pressed: '按下',
    checked: '勾选',
    disabled: '不可用',
    expanded: '展开',
    collapsed: '收起',
    modal: '模态',
    'live polite': '稍后播报',
    'live assertive': '立即播报',
    'live off': '不播报',
  };
  return say(chinese[state] ?? state.replace(/^level (\d)$/, '$1 级'), state);
}

/** Points at the element, and takes that back when it is pressed again. */
function Row({ stage, node, at }: RowProps) {
  const { element, depth, role, name, states } = node;
  const isHeld = stage.held.value === element;
  return (
    <button
      type="button"
      class={styles.row}
      style={{ paddingLeft: `${8 + Math.min(at === undefined ? depth : 0, 8) * 12}px` }}
      aria-pressed={isHeld}
      onMouseDown={(event) => event.preventDefault()}
      onMouseEnter={() => {
        stage.pointed.value = element;
      }}
      onMouseLeave={() => {
        stage.pointed.value = null;
      }}
      onClick={() => {
        stage.held.value = isHeld ? null : element;
      }}
    >
      {at !== undefined && <span class={styles.at}>{at}</span>}
      <span class={styles.role}>{role}</span>
      <span class={styles.name}>{name}</span>
      {states.map((state) => (
        <span key={state} class={styles.state}>
          {stateText(state, sayFor(stage))}
        </span>
      ))}
    </button>
  );
}

function Tree({ stage, nodes }: Props & { readonly nodes: readonly AccessNode[] }) {
  const say = sayFor(stage);
  return (
    <Section
      title={say('读屏顺序', 'Reading order')}
      note={say('角色 · 名称 · 状态', 'role · name · state')}
    >
      <div class={styles.rows}>
        {nodes.map((node, index) => (
          <Row key={index} stage={stage} node={node} />
        ))}
      </div>
    </Section>
  );
}

function FocusOrder({ stage, nodes }: Props & { readonly nodes: readonly AccessNode[] }) {
  const say = sayFor(stage);
  const order = focusOrder(nodes);
  return (
    <Section title={say('焦点顺序', 'Focus order')} note={String(order.length)}>
      <div class={styles.rows}>
        {order.map((node, index) => (
          <Row key={index} stage={stage} node={node} at={index + 1} />
        ))}
      </div>
    </Section>
  );
}

function Told({ stage, nodes }: Props & { readonly nodes: readonly AccessNode[] }) {
  const say = sayFor(stage);
  const live = nodes.filter(({ element }) => /assertive|polite/.test(livenessOf(element)));
  return (
    <Section
      title={say('播报', 'Told')}
      note={say(`${live.length} 个实时区域`, `${live.length} live regions`)}
    >
      <div class={styles.rows}>
        {live.map((node, index) => (
          <Row key={index} stage={stage} node={node} at={index + 1} />
        ))}
      </div>
      <ol class={styles.said} aria-label={say('语音', 'Speech')}>
        {stage.said.value.map(({ text, interrupts }, index) => (
          <li key={index} data-interrupts={interrupts}>
            {text}
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function AccessPanel({ stage }: Props) {
  const say = sayFor(stage);
  const page = stage.page.value?.window.document;
  const root = page?.getElementById('app');
  // Read off again after every paint.
  const isPainted = stage.painted.value > 0;
  if (!page || !root || !isPainted) {
    return <Section title={say('无障碍', 'Accessibility')}>{say('启动中…', 'Starting …')}</Section>;
  }
  const nodes = accessTree(root);
  return (
    <>
      <ContrastList stage={stage} texts={textContrasts(page)} />
      <Tree stage={stage} nodes={nodes} />
      <FocusOrder stage={stage} nodes={nodes} />
      <Told stage={stage} nodes={nodes} />
    </>
  );
}
