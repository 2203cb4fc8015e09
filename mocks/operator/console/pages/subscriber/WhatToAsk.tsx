import { Panel } from '../../parts/Panel.tsx';
import { say } from '../../state/language.ts';
import styles from './Caller.module.css';

type Ask = readonly [ask: string, example: string];

const asks = (): readonly Ask[] => [
  [
    say(
      '“屏幕上的查询码是多少？”三位加四位，字母和数字。',
      '“What is the reference on the screen?” Three and four letters or digits.',
    ),
    '7K3-0D42',
  ],
  [
    say(
      '“交易流水是多少？”在收据和缴费记录里，四位一组地念。',
      '“What is the transaction number?” On the receipt and in the payment records, in groups of four.',
    ),
    '2026 1123 0000 0042',
  ],
  [
    say('“卡的末四位，缴了多少钱？”', '“The last four digits of the card, and how much?”'),
    '6217 26.00',
  ],
  [
    say(
      '“屏幕右上角智能卡的末四位？”或者电话末四位、姓名。',
      '“The last four digits of the smart card, at the top right?” Or of the telephone, or the name.',
    ),
    say('2107，王晓明', '2107'),
  ],
];

/** The four questions that lead to a subscriber, easiest first. */
export const WhatToAsk = () => (
  <Panel title={say('问来电人这四样中的一样', 'Ask the caller for one of these four')}>
    <ol class={styles.asks}>
      {asks().map(([ask, example]) => (
        <li key={ask}>
          <span>{ask}</span>
          <code>{example}</code>
        </li>
      ))}
    </ol>
    <p class={styles.dim}>
      {say(
        '空格、横线、全角、大小写都没关系；O 和 0、I、L 和 1 不用分清。不要问整个银行卡号。',
        'Blanks, dashes and capitals do not matter, nor O for 0, I and L for 1. Never ask for a whole card number.',
      )}
    </p>
  </Panel>
);
