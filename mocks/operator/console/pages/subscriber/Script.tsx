import { situations } from '../../names/callNames.ts';
import { StateBadge } from '../../parts/Badge.tsx';
import { CaseLink, OrderLink } from '../../parts/Links.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { say } from '../../state/language.ts';
import type { ScriptLine } from '../../state/opsTypes.ts';
import { textOf } from '../order/OrdersPage.tsx';
import styles from './Caller.module.css';

const Line = ({ line }: { readonly line: ScriptLine }) => (
  <li class={styles.line} data-tone={situations[line.situation]?.[2]}>
    <p class={styles.say}>{textOf(line.say)}</p>
    <p class={styles.about}>
      <StateBadge names={situations} state={line.situation} />
      {line.orderId && <OrderLink orderId={line.orderId} name={say('看这一笔', 'This order')} />}
      <CaseLink caseNo={line.caseNo} />
      {line.note && (
        <span class={styles.note}>
          {say('不要念出来：', 'Not to be read out: ')}
          {textOf(line.note)}
        </span>
      )}
    </p>
  </li>
);

/** What to say to the caller now, the most urgent first. */
export const Script = ({ lines }: { readonly lines: readonly ScriptLine[] }) => (
  <Panel title={say('对客户说', 'Say to the caller')}>
    <ol class={styles.script}>
      {lines.map((line) => (
        <Line key={`${line.situation}/${line.orderId}/${line.say['zh-CN']}`} line={line} />
      ))}
    </ol>
  </Panel>
);
