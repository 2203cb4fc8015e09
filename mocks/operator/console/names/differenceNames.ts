/** The classes of differences: what each means, what the platform does by itself, what people do. */
import type { Tone } from '../state/console.ts';
import type { Label } from '../state/language.ts';
import type { DifferenceClass, DifferenceState } from '../state/opsTypes.ts';
import type { Named } from './stateNames.ts';

interface ClassWords {
  readonly name: Label;
  readonly about: Label;
  readonly tone: Tone;
}

export const differenceClasses: Readonly<Record<DifferenceClass, ClassWords>> = {
  MISSING_AT_BOSS: {
    name: ['BOSS 缺', 'Missing at BOSS'],
    about: [
      '已扣款，BOSS 没有；自动查询并补送，24 小时后转人工',
      'Paid, unknown at BOSS; asked and sent again, to people after 24 h',
    ],
    tone: 'warn',
  },
  MISSING_AT_TSP: {
    name: ['TSP 缺', 'Missing at TSP'],
    about: [
      'BOSS 开通，无扣款；先找存疑，再转人工',
      'Open at BOSS without a debit; doubts are looked at, then people',
    ],
    tone: 'bad',
  },
  MISSING_AT_PPP: {
    name: ['PPP 缺', 'Missing at PPP'],
    about: [
      '不在清算里；24 小时后自动再请款一次',
      'Not in the settlement; claimed once more after 24 h',
    ],
    tone: 'warn',
  },
  UNKNOWN_AT_TSP: {
    name: ['TSP 不知', 'Unknown at TSP'],
    about: [
      'PPP 有平台未授权的扣款；终端号冻结，立即处理',
      'A debit never authorised here; the terminal is frozen, act at once',
    ],
    tone: 'bad',
  },
  AMOUNT_DIFF: {
    name: ['金额不符', 'Amounts differ'],
    about: ['两边金额不同；转人工', 'The sides have different amounts; to people'],
    tone: 'bad',
  },
  DUPLICATE: {
    name: ['重复', 'Duplicate'],
    about: ['同一笔两次；保留第一笔', 'The same debit twice; the first one stands'],
    tone: 'bad',
  },
  TAC_INVALID: {
    name: ['TAC 错', 'TAC wrong'],
    about: [
      'PPP 验 TAC 不过；暂停请款，转人工',
      'The PPP could not verify the TAC; the claim is held, to people',
    ],
    tone: 'bad',
  },
  CLAIM_REJECTED: {
    name: ['请款被拒', 'Claim rejected'],
    about: ['PPP 因其他原因拒付；转人工', 'The PPP refused for another reason; to people'],
    tone: 'bad',
  },
  STATE_DIFF: {
    name: ['状态不符', 'States differ'],
    about: ['一边完成，一边拒绝；自动再问双方', 'Done here, rejected there; both are asked again'],
    tone: 'warn',
  },
  DAY_EDGE: {
    name: ['跨日', 'Day edge'],
    about: [
      '跨越日切，在相邻日对上；不是差错',
      'Matched on the day before or after; timing, no fault',
    ],
    tone: 'info',
  },
  IN_DOUBT_OPEN: {
    name: ['存疑未决', 'Open doubt'],
    about: [
      '卡片尚未插回；只列出，三天后转人工',
      'The card is not back yet; listed, to people after three days',
    ],
    tone: 'info',
  },
  TOTAL_ONLY: {
    name: ['仅合计不符', 'Totals only'],
    about: [
      '明细一致，合计不同；重算后转人工',
      'Rows agree, totals do not; computed again, then to people',
    ],
    tone: 'warn',
  },
};

export const differenceStates: Readonly<Record<DifferenceState, Named>> = {
  listed: ['仅列出', 'Listed', 'plain'],
  waiting: ['自动处理中', 'Being cured', 'info'],
  cured: ['已自愈', 'Cured', 'good'],
  case: ['在工单', 'With people', 'warn'],
  closed: ['已关闭', 'Closed', 'good'],
};
