/** Named starting states of the simulated world (`?scenario=NAME`). Everything that differs from a good day is data here. */
import type { Text } from '../../src/shared/text.ts';
import type { BossFaults } from './bossFaults.ts';
import type { FaultId } from './faultList.ts';

export type CardName = 'good' | 'poor' | 'foreign' | 'locked' | 'expired' | 'blank' | 'other';

export interface NetworkFault {
  /** Passed to listeners for losses. */
  readonly name?: string;
  /** Strikes only requests whose path ends so, e.g. `/report`; absent: all. */
  readonly pathEnd?: string;
  /** Only this method. */
  readonly method?: string;
  /** `request`: the TSP never gets it. `answer`: the TSP gets the request, but its answer is lost. */
  readonly loses: 'request' | 'answer' | 'nothing';
  /** What reaches the TSP instead: the same bytes a second time, or a body with another digit. */
  readonly sends?: 'twice' | 'changed';
  /** How many are lost; absent: every one. */
  readonly times?: number;
}

/** What the simulated subscriber does without being told. */
export interface SubscriberHabits {
  /** `null`: never inserts a card; somebody else moves it. */
  readonly insertAfterMs: number | null;
  readonly takeOutAfterMs: number;
  /** An impatient subscriber takes the card out when this screen is first shown. */
  readonly pullsAt?: string;
  /** Whether the card is put back when the doubt screen asks for it. */
  readonly bringsItBack: boolean;
  /** Whether the first card goes in the wrong way round, and is turned afterwards. */
  readonly wrongWayRoundFirst: boolean;
}

/** How BOSS's initial data differs from the usual. */
export interface SeedOptions {
  /** The basic service has expired and two of its bills are overdue: nothing else is sold before they are paid. */
  readonly arrears?: boolean;
  readonly accountClosed?: boolean;
  /** The number of services in all; never fewer than usual. */
  readonly services?: number;
  /** Everything as wide as it may be: names, numbers, prices, renewals of next year. */
  readonly wide?: boolean;
  /** Boxes in addition to the usual ones; a box with the id of a usual one replaces it. */
  readonly boxes?: readonly {
    readonly stbId: string;
    /** 32 bytes hex. */
    readonly key: string;
    readonly subscriberId: string;
    readonly blocked: boolean;
  }[];
}

export interface Scenario {
  readonly title: Text;
  readonly seed?: SeedOptions;
  /** The card in the subscriber's hand. */
  readonly card?: CardName;
  /** Cards in the order in which they are put in; the last one is used from then on. */
  readonly cards?: readonly CardName[];
  readonly habits?: Partial<SubscriberHabits>;
  /** Faults that last from the beginning, or wait for their step this many times. */
  readonly faults?: Partial<Readonly<Record<FaultId, 'lasts' | number>>>;
  readonly provesBy?: 'n' | 'n+1';
  readonly boss?: Partial<BossFaults>;
  readonly network?: readonly NetworkFault[];
  readonly quoteMs?: number;
  /** The simulated box is unknown to BOSS, or reported stolen. */
  readonly box?: 'unknown' | 'blocked';
}

const words = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });

export const scenarios: Readonly<Record<string, Scenario>> = {
  'first-day': { title: words('第一天：一切正常', 'First day: all is well') },
  arrears: { title: words('欠费：先缴欠费', 'Arrears first'), seed: { arrears: true } },
  'account-closed': { title: words('已销户', 'Account closed'), seed: { accountClosed: true } },
  'ten-thousand-services': {
    title: words('一万项业务', 'Ten thousand services'),
    seed: { services: 10_000 },
  },
  'widest-services': {
    title: words('最长的名称，最大的数', 'Longest names, highest numbers'),
    seed: { wide: true },
  },
  'poor-card': { title: words('余额不足', 'Too little on the card'), card: 'poor' },
  'poor-then-good-card': {
    title: words('余额不足后换卡', 'Too little, then another card'),
    cards: ['poor', 'good'],
  },
  'unknown-card': { title: words('不支持的卡', 'A card nobody accepts'), card: 'foreign' },
  'locked-card': { title: words('已锁定的卡', 'A locked card'), card: 'locked' },
  'expired-card': { title: words('过期的卡', 'An expired card'), card: 'expired' },
  'blank-card': { title: words('没有电子钱包的卡', 'A card without a purse'), card: 'blank' },
  'card-wrong-way-round': {
    title: words('卡片插反', 'Card the wrong way round'),
    habits: { wrongWayRoundFirst: true },
  },
  'no-reader': { title: words('没有读卡器', 'No reader'), faults: { 'reader-unplugged': 'lasts' } },
  'card-never-comes': {
    title: words('一直不插卡', 'The card never comes'),
    habits: { insertAfterMs: null },
  },
  'stopped-service': {
    title: words('业务已停售', 'The service is stopped'),
    faults: { 'boss-stopped': 'lasts' },
  },
  'period-overlaps': {
    title: words('缴费期重叠', 'The period overlaps'),
    faults: { 'boss-overlaps': 'lasts' },
  },
  'wrong-area': {
    title: words('不在服务区', 'Not in this area'),
    faults: { 'boss-area': 'lasts' },
  },
  'quote-expires': {
    title: words('报价过期', 'The quote expires'),
    faults: { 'quote-expires': 'lasts' },
  },
  'boss-slow': { title: words('BOSS 很慢', 'BOSS is slow'), faults: { 'boss-slow': 'lasts' } },
  'boss-down': { title: words('BOSS 中断', 'BOSS is down'), faults: { 'boss-down': 'lasts' } },
  'boss-pending': {
    title: words('开通较慢', 'Activation takes long'),
    faults: { 'boss-pending': 'lasts' },
  },
  'boss-rejects': {
    title: words('扣款后开通被拒', 'Paid, then rejected'),
    faults: { 'boss-rejects': 'lasts' },
  },
  'boss-rejects-credit': {
    title: words('开通和退回都被拒', 'Paid, rejected, and no credit either'),
    faults: { 'boss-rejects': 'lasts', 'boss-no-credit': 'lasts' },
  },
  'psam-exhausted': {
    title: words('PSAM 用尽', 'Every PSAM is busy'),
    faults: { 'psam-exhausted': 'lasts' },
  },
  'network-down': {
    title: words('网络中断', 'The network is down'),
    faults: { 'network-down': 'lasts' },
  },
  'card-pulled-before-debit': {
    title: words('扣款前拔卡', 'Card pulled before the debit'),
    faults: { 'pulled-before-debit': 1 },
  },
  'card-pulled-while-debiting': {
    title: words('扣款时拔卡，未写入', 'Card pulled while debiting, nothing written'),
    faults: { 'cut-before-write': 1 },
  },
  'card-pulled-after-write': {
    title: words('扣款时拔卡，已写入', 'Card pulled just after the debit was written'),
    faults: { 'cut-after-write': 1 },
  },
  'card-pulled-before-answer': {
    title: words('扣款完成，应答丢失', 'Debited, the answer lost'),
    faults: { 'cut-before-answer': 1 },
    provesBy: 'n+1',
  },
  'other-card-comes-back': {
    title: words('拔卡后插入另一张卡', 'Another card comes back'),
    faults: { 'cut-after-write': 1 },
    cards: ['good', 'other', 'good'],
  },
  'card-never-returns': {
    title: words('拔卡后不再插回', 'The card does not come back'),
    faults: { 'cut-after-write': 1 },
    habits: { bringsItBack: false },
  },
  'report-lost': {
    title: words('扣款报告丢失', 'The report is lost'),
    faults: { 'report-request-lost': 2 },
  },
  'report-answer-lost': {
    title: words('报告的应答丢失', 'The answer to the report is lost'),
    faults: { 'report-answer-lost': 2 },
  },
  'report-never-arrives': {
    title: words('报告一直送不到', 'The report never arrives'),
    faults: { 'report-request-lost': 'lasts' },
  },
  'mac1-lost': {
    title: words('MAC1 丢失', 'MAC1 is lost'),
    faults: { 'authorise-answer-lost': 'lasts' },
  },
  'box-unknown': { title: words('机顶盒未登记', 'Unknown box'), box: 'unknown' },
  'box-blocked': { title: words('机顶盒已挂失', 'Blocked box'), box: 'blocked' },
};

export const DEFAULT_SCENARIO = 'first-day';
