/** All faults as data: their titles, and when they can strike. */
import type { Text } from '../../src/shared/text.ts';

const words = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });

export const faultGroups = {
  card: words('卡片', 'Card'),
  box: words('机顶盒', 'Box'),
  network: words('网络', 'Network'),
  boss: words('BOSS', 'BOSS'),
  platform: words('支付平台', 'Platform'),
} as const;

interface Fault {
  readonly group: keyof typeof faultGroups;
  readonly title: Text;
  /** `acts`: happens once, now. `lasts`: on until it is switched off. Absent: it can only wait for its step. */
  readonly now?: 'acts' | 'lasts';
  /** The step it can wait for, to strike there once. */
  readonly next?: Text;
  /** It can also wait for any moment of a payment (`moments.ts`); one that lasts begins there. */
  readonly atMoments?: true;
}

const steps = {
  start: words('开始扣款时', 'as the debit is prepared'),
  debit: words('扣款指令', 'at the DEBIT command'),
  request: words('下一个请求', 'at the next request'),
  authorise: words('申请 MAC1', 'as MAC1 is asked for'),
  report: words('上报扣款', 'as the debit is reported'),
  hold: words('校验订单', 'as the order is checked'),
  activation: words('开通业务', 'as the service is opened'),
  credit: words('退回账户', 'as the money is put back'),
  quote: words('下一次报价', 'at the next quote'),
  psam: words('申请 PSAM', 'as a PSAM is asked for'),
};

const faults = {
  'card-pulled': {
    group: 'card',
    title: words('拔卡', 'Card pulled'),
    now: 'acts',
    atMoments: true,
  },
  'pulled-before-debit': {
    group: 'card',
    title: words('扣款前拔卡', 'Pulled before the debit'),
    next: steps.start,
  },
  'cut-before-write': {
    group: 'card',
    title: words('扣款时拔卡，未写入', 'Pulled at the debit, not written'),
    next: steps.debit,
  },
  'cut-after-write': {
    group: 'card',
    title: words('扣款时拔卡，已写入', 'Pulled at the debit, written'),
    next: steps.debit,
  },
  'cut-before-answer': {
    group: 'card',
    title: words('已扣款，应答丢失', 'Debited, the answer lost'),
    next: steps.debit,
  },
  'reader-unplugged': {
    group: 'box',
    title: words('读卡器拔出', 'Reader unplugged'),
    now: 'lasts',
    atMoments: true,
  },
  'reader-held': {
    group: 'box',
    title: words('读卡器被其他程序占用', 'Reader held by another program'),
    now: 'lasts',
  },
  'power-cut': {
    group: 'box',
    title: words('断电后重启', 'Power cut and restart'),
    now: 'acts',
    next: steps.debit,
    atMoments: true,
  },
  'network-down': {
    group: 'network',
    title: words('断网', 'Network down'),
    now: 'lasts',
    next: steps.request,
    atMoments: true,
  },
  'answer-lost': {
    group: 'network',
    title: words('应答丢失', 'Answer lost'),
    next: steps.request,
    atMoments: true,
  },
  'request-twice': {
    group: 'network',
    title: words('请求重复送达', 'Request arrives twice'),
    next: steps.request,
    atMoments: true,
  },
  'request-changed': {
    group: 'network',
    title: words('请求被篡改', 'Request changed on its way'),
    next: steps.request,
    atMoments: true,
  },
  'network-slow': {
    group: 'network',
    title: words('网络很慢', 'Network slow'),
    now: 'lasts',
    atMoments: true,
  },
  'network-hangs': {
    group: 'network',
    title: words('网络无应答', 'Network gives no answer'),
    now: 'lasts',
    atMoments: true,
  },
  'authorise-request-lost': {
    group: 'network',
    title: words('MAC1 请求丢失', 'Request for MAC1 lost'),
    now: 'lasts',
    next: steps.authorise,
  },
  'authorise-answer-lost': {
    group: 'network',
    title: words('MAC1 应答丢失', 'Answer with MAC1 lost'),
    now: 'lasts',
    next: steps.authorise,
  },
  'report-request-lost': {
    group: 'network',
    title: words('扣款报告丢失', 'Report of the debit lost'),
    now: 'lasts',
    next: steps.report,
  },
  'report-answer-lost': {
    group: 'network',
    title: words('报告的应答丢失', 'Answer to the report lost'),
    now: 'lasts',
    next: steps.report,
  },
  'boss-slow': { group: 'boss', title: words('BOSS 很慢', 'BOSS slow'), now: 'lasts' },
  'boss-down': {
    group: 'boss',
    title: words('BOSS 中断', 'BOSS down'),
    now: 'lasts',
    next: steps.request,
    atMoments: true,
  },
  'boss-stopped': {
    group: 'boss',
    title: words('拒绝：业务停售', 'Refuses: service stopped'),
    now: 'lasts',
    next: steps.hold,
    atMoments: true,
  },
  'boss-overlaps': {
    group: 'boss',
    title: words('拒绝：缴费期重叠', 'Refuses: period overlaps'),
    now: 'lasts',
    next: steps.hold,
  },
  'boss-area': {
    group: 'boss',
    title: words('拒绝：不在服务区', 'Refuses: not in this area'),
    now: 'lasts',
    next: steps.hold,
  },
  'boss-price': {
    group: 'boss',
    title: words('每月涨价 1 元', 'Price rises by ¥1'),
    now: 'lasts',
  },
  'boss-pending': {
    group: 'boss',
    title: words('开通较慢', 'Activation pending'),
    now: 'lasts',
    next: steps.activation,
  },
  'boss-rejects': {
    group: 'boss',
    title: words('开通被拒', 'Activation rejected'),
    now: 'lasts',
    next: steps.activation,
  },
  'boss-no-credit': {
    group: 'boss',
    title: words('退回被拒', 'Credit rejected'),
    now: 'lasts',
    next: steps.credit,
  },
  'psam-exhausted': {
    group: 'platform',
    title: words('PSAM 用尽', 'PSAMs exhausted'),
    now: 'lasts',
    next: steps.psam,
  },
  'quote-expires': {
    group: 'platform',
    title: words('报价 3 秒过期', 'Quotes live 3 seconds'),
    now: 'lasts',
    next: steps.quote,
  },
  'tsp-killed': {
    group: 'platform',
    title: words('TSP 重启', 'TSP killed, restarted'),
    now: 'acts',
    next: steps.authorise,
    atMoments: true,
  },
  'tsp-killed-after-mac1': {
    group: 'platform',
    title: words('签发 MAC1 后 TSP 重启', 'TSP killed after it made MAC1'),
    next: steps.authorise,
  },
  'tsp-killed-at-report': {
    group: 'platform',
    title: words('上报时 TSP 重启', 'TSP killed at the report'),
    next: steps.report,
  },
  'hsm-down': { group: 'platform', title: words('加密机中断', 'HSM down'), now: 'lasts' },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultId = keyof typeof faults;
export const faultIds = Object.keys(faults) as FaultId[];
export const faultOf = (id: FaultId): Fault => faults[id];
export const isFaultId = (text: string): text is FaultId => Object.hasOwn(faults, text);
