/** A payment from its price to its result. */
import type { Step } from '../../payment/steps.ts';
import type { OrderState } from '../../tsp/tspTypes.ts';
import { cardSamples } from './cardSamples.ts';
import { scenes } from './recording.generated.ts';
import { type Sample, scene, sceneSample } from './sample.ts';

const { at, step: confirm } = scenes.confirm;
const label = (chinese: string, english: string) => ({ 'zh-CN': chinese, en: english });
const LONG = {
  ...confirm,
  quote: {
    ...confirm.quote,
    amountFen: 9_999_999,
    lines: [
      ...confirm.quote.lines,
      { kind: 'proration', label: label('本月折算', 'Rest of this month'), amountFen: 607 },
    ],
  },
} satisfies Step;

const { step: completed } = scenes['result-completed'];

/** Results that a box sees only when it asks between two writes of the platform. */
const passing = (state: OrderState, notPlayed: string): Sample => ({
  id: `result-${state.toLowerCase().replace('_', '-')}`,
  title: `结果，${state}`,
  step: {
    kind: 'result',
    order: { ...completed.order, state },
    receipt: state === 'PAID' ? completed.receipt : null,
  },
  at: scenes['result-completed'].at,
  notPlayed,
});

export const paymentSamples: readonly Sample[] = [
  sceneSample('quoting', '查询费用'),
  sceneSample('confirm', '确认'),
  sceneSample('confirm-new', '确认，新业务'),
  sceneSample('confirm-arrears', '确认，有欠费', { household: 'arrears' }),
  sceneSample('quoting-bills', '查询欠费', { household: 'arrears' }),
  sceneSample('confirm-bills', '确认，只补缴欠费', { household: 'arrears' }),
  sceneSample('confirm-renewing', '确认，按月续费的业务'),
  sceneSample('confirm-renewing-month', '确认，一个月，按月续费'),
  sceneSample('confirm', '确认，一页看懂', { id: 'confirm-summary', keys: ['up', 'ok'] }),
  sceneSample('confirm-wide', '确认，名称最长，金额最大', { household: 'wide' }),
  {
    id: 'confirm-long',
    title: '确认，价格行多',
    step: LONG,
    at,
    notPlayed: 'the simulated BOSS charges no parts of months; the contract has them',
  },
  sceneSample('ordering', '提交订单'),
  ...cardSamples,
  sceneSample('card-check', '读卡'),
  sceneSample('prepare', '排队'),
  sceneSample('authorising', '核验'),
  sceneSample('debiting', '扣款'),
  sceneSample('debiting-wide', '扣款，名称最长', { household: 'wide' }),
  sceneSample('reporting', '确认扣款'),
  sceneSample('reporting-slow', '确认扣款，网络慢'),
  sceneSample('finishing', '开通'),
  sceneSample('finishing-slow', '开通，可离开'),
  sceneSample('result-completed', '结果，COMPLETED'),
  sceneSample('result-bills', '结果，欠费已缴清', { household: 'arrears' }),
  sceneSample('result-wide', '结果，名称最长，金额最大', { household: 'wide' }),
  sceneSample('result-activating', '结果，ACTIVATING'),
  sceneSample('result-credit-due', '结果，CREDIT_DUE'),
  sceneSample('result-credited', '结果，CREDITED'),
  sceneSample('result-refund-due', '结果，REFUND_DUE'),
  sceneSample('result-refunded', '结果，REFUNDED'),
  sceneSample('result-no-receipt', '结果，没有收据'),
  passing('PAID', 'the platform tries to open the service before it answers'),
  passing('MANUAL', 'people must take it over in the seconds between the report and the result'),
  passing('IN_DOUBT', 'the platform must lose a report after it has answered it'),
  { ...scene('manual-case'), id: 'manual-case', title: '人工处理' },
];
