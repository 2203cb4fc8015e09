/** Every screen in every variant. A variant that is missing here has never been looked at. */
import type { FailureKind } from '../../payment/failure.ts';
import type { Step } from '../../payment/steps.ts';
import type { OrderState } from '../../tsp/tspTypes.ts';
import { refusedZhCN } from '../../ui/words/refusedZhCN.ts';
import { cardSamples } from './cardSamples.ts';
import { dialogSamples } from './dialogSamples.ts';
import { homeSamples } from './homeSamples.ts';
import { orderSamples } from './orderSamples.ts';
import type { Sample } from './sample.ts';
import {
  choice,
  doubt,
  longQuote,
  monthQuote,
  order,
  paid,
  payable,
  quote,
  receipt,
} from './sampleOrders.ts';
import { detailOf, renewing } from './sampleServices.ts';

const service: Step = { kind: 'service', serviceId: 'basic', unfinished: null };
const history: Step = { kind: 'history', unfinished: null };
const confirmed = order('CONFIRMED');
const PROBLEM = { state: 'failed', problem: null } as const;
const LOADING = { state: 'loading' } as const;

const browsing: readonly Sample[] = [
  ...homeSamples,
  { id: 'service', title: '业务', step: service },
  { id: 'coming', title: '画面还在路上', step: service, isComing: true },
  {
    id: 'service-loading',
    title: '业务，读取中',
    step: service,
    catalogue: { detail: () => LOADING },
  },
  {
    id: 'service-failed',
    title: '业务，取不到',
    step: service,
    catalogue: { detail: () => PROBLEM },
  },
  {
    id: 'service-new',
    title: '业务，没买过，六种期限',
    step: service,
    catalogue: { detail: newService },
  },
  { id: 'history', title: '缴费记录', step: history },
  {
    id: 'history-empty',
    title: '缴费记录，空',
    step: history,
    catalogue: { history: { state: 'ready', value: [] } },
  },
  {
    id: 'history-loading',
    title: '缴费记录，读取中',
    step: history,
    catalogue: { history: LOADING },
  },
  {
    id: 'history-failed',
    title: '缴费记录，取不到',
    step: history,
    catalogue: { history: PROBLEM },
  },
];

function newService(from: Parameters<typeof detailOf>[0]) {
  const detail = detailOf({ ...from, subscription: { state: 'stopped' } });
  const periods = [1, 2, 3, 6, 12, 24].map((months) => ({
    months,
    amountFen: months * from.priceFen,
    savingFen: months > 6 ? months * 200 : 0,
  }));
  return { state: 'ready' as const, value: { ...detail, pastOrders: [], periods } };
}

const paying: readonly Sample[] = [
  { id: 'quoting', title: '查询费用', step: { kind: 'quoting', choice } },
  {
    id: 'confirm',
    title: '确认',
    step: { kind: 'confirm', choice, quote: { ...quote, from: '2026-11-23', to: '2027-11-22' } },
  },
  {
    id: 'confirm-month',
    title: '确认，一个月',
    step: {
      kind: 'confirm',
      choice: { ...choice, months: 1 },
      quote: { ...monthQuote, from: '2026-11-23', to: '2026-12-22' },
    },
  },
  { id: 'confirm-again', title: '确认，续缴', step: { kind: 'confirm', choice, quote } },
  {
    id: 'confirm-renewing',
    title: '确认，按月续费的业务',
    step: { kind: 'confirm', choice, quote },
    catalogue: { detail: renewing(true) },
  },
  {
    id: 'confirm-renewing-month',
    title: '确认，一个月，按月续费',
    step: { kind: 'confirm', choice: { ...choice, months: 1 }, quote: monthQuote },
    catalogue: { detail: renewing(true) },
  },
  {
    id: 'confirm-summary',
    title: '确认，一页看懂',
    step: { kind: 'confirm', choice, quote },
    keys: ['up', 'ok'],
  },
  {
    id: 'confirm-long',
    title: '确认，价格行多',
    step: { kind: 'confirm', choice, quote: longQuote },
  },
  { id: 'ordering', title: '提交订单', step: { kind: 'ordering', choice, quote } },
  ...cardSamples,
  { id: 'card-check', title: '读卡', step: { kind: 'cardCheck', payable } },
  { id: 'prepare', title: '排队', step: { kind: 'prepare', payable, position: 3 } },
  { id: 'authorising', title: '核验', step: { kind: 'authorising', payable } },
  { id: 'debiting', title: '扣款', step: { kind: 'debiting', payable } },
  {
    id: 'reporting',
    title: '确认扣款',
    step: { kind: 'reporting', order: confirmed, slow: false },
  },
  {
    id: 'reporting-slow',
    title: '确认扣款，网络慢',
    step: { kind: 'reporting', order: confirmed, slow: true },
  },
  {
    id: 'finishing',
    title: '开通',
    step: { kind: 'finishing', order: confirmed, mayLeave: false },
  },
  {
    id: 'finishing-slow',
    title: '开通，可离开',
    step: { kind: 'finishing', order: confirmed, mayLeave: true },
  },
];

const RESULTS: readonly OrderState[] = [
  'COMPLETED',
  'PAID',
  'ACTIVATING',
  'CREDIT_DUE',
  'CREDITED',
  'REFUND_DUE',
  'REFUNDED',
  'MANUAL',
  'IN_DOUBT',
];

const results: readonly Sample[] = [
  ...RESULTS.map(
    (state): Sample => ({
      id: `result-${state.toLowerCase().replace('_', '-')}`,
      title: `结果，${state}`,
      step: {
        kind: 'result',
        order: paid(
          state,
          state === 'MANUAL' || state === 'REFUND_DUE' ? { caseNo: 'M20261123-0007' } : {},
        ),
        receipt: state === 'IN_DOUBT' || state === 'MANUAL' ? null : receipt,
      },
    }),
  ),
  {
    id: 'result-no-receipt',
    title: '结果，没有收据',
    step: { kind: 'result', order: order('PAID'), receipt: null },
  },
];

const refusal = (
  kind: FailureKind,
  more: Partial<Extract<Step, { kind: 'refused' }>['failure']> = {},
): Step => ({
  kind: 'refused',
  failure: { kind, money: 'untouched', ref: '7K3-0D42', ...more },
  choice,
  payable: /^card-|balance|reader|platform|cancelled/.test(kind) ? payable : null,
});

const refusals: readonly Sample[] = [
  ...(Object.keys(refusedZhCN.failure) as FailureKind[]).map(
    (kind): Sample => ({
      id: `refused-${kind}`,
      title: `未成，${kind}`,
      step: refusal(
        kind,
        kind === 'balance-too-small' ? { balanceFen: 12_345, amountFen: 28600 } : {},
      ),
    }),
  ),
  ...Object.keys(refusedZhCN.reason).map(
    (reason): Sample => ({
      id: `refused-reason-${reason.replace(/[._]/g, '-')}`,
      title: `未成，BOSS ${reason}`,
      step: refusal('order-rejected', { reason }),
    }),
  ),
  {
    id: 'refused-unknown',
    title: '未成，款项未知',
    step: refusal('internal', { money: 'unknown' }),
  },
  {
    id: 'refused-taken',
    title: '未成，款项已付',
    step: refusal('already-paid', { money: 'taken' }),
  },
];

const doubtful = (more: Partial<Extract<Step, { kind: 'insertSameCard' }>>): Step => ({
  kind: 'insertSameCard',
  doubt,
  sight: 'empty',
  otherCard: false,
  resume: null,
  ...more,
});

const doubts: readonly Sample[] = [
  { id: 'doubt', title: '待确认', step: doubtful({}) },
  {
    id: 'doubt-softly',
    title: '待确认，重启后',
    step: doubtful({ doubt: { ...doubt, softly: true } }),
  },
  {
    id: 'doubt-other-card',
    title: '待确认，别的卡',
    step: doubtful({ otherCard: true, sight: 'used' }),
  },
  { id: 'doubt-mute', title: '待确认，卡没反应', step: doubtful({ sight: 'mute' }) },
  { id: 'doubt-used', title: '待确认，先拔卡', step: doubtful({ sight: 'used' }) },
  { id: 'doubt-no-reader', title: '待确认，没有读卡器', step: doubtful({ sight: 'no-reader' }) },
  { id: 'doubt-held', title: '待确认，读卡器被占用', step: doubtful({ sight: 'held' }) },
  {
    id: 'doubt-allow-reader',
    title: '待确认，读卡器要许可',
    step: doubtful({ sight: 'no-reader' }),
    canRequest: true,
  },
  { id: 'resolving', title: '核对卡片', step: { kind: 'resolving', doubt, resume: null } },
  {
    id: 'manual-case',
    title: '人工处理',
    step: { kind: 'manualCase', order: paid('MANUAL', { caseNo: 'M20261123-0007' }) },
  },
];

const around: readonly Sample[] = [
  { id: 'recovering', title: '恢复', step: { kind: 'recovering' } },
  {
    id: 'out-of-service',
    title: '暂停服务',
    step: {
      kind: 'outOfService',
      failure: { kind: 'offline', money: 'untouched' },
      retryInMs: 15_000,
    },
  },
  {
    id: 'out-of-service-boss',
    title: '暂停服务，营业系统',
    step: {
      kind: 'outOfService',
      failure: { kind: 'boss-down', money: 'untouched', ref: '7K3-0D42' },
      retryInMs: 15_000,
    },
  },
  { id: 'config-error', title: '配置有误', step: 'configError' },
  { id: 'config-not-json', title: '配置不是 JSON', step: 'notJson' },
  { id: 'box-missing', title: '等待机顶盒', step: 'boxMissing' },
  { id: 'crash', title: '画面出错', step: 'crash' },
];

export const samples: readonly Sample[] = [
  ...browsing,
  ...orderSamples,
  ...paying,
  ...results,
  ...refusals,
  ...doubts,
  ...around,
  ...dialogSamples,
];
