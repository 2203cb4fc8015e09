/** What a search finds, and the page of one subscriber, for the samples. */
import type { Finds, SubscriberPage } from './opsTypes.ts';
import { sampleOrders } from './orderSamples.fixture.ts';
import { at } from './sampleTime.fixture.ts';

const subscriberId = 'S-10001';
const area = { 'zh-CN': '城东片区', en: 'East district' };
const [doubted, paid] = sampleOrders;

export const finds: Finds = {
  tried: ['code', 'incident', 'card', 'smartCard', 'telephone', 'subscriber', 'box'],
  boss: 'answered',
  groups: [
    {
      kind: 'card',
      isMore: false,
      finds: sampleOrders.slice(0, 3).map((order) => ({
        subscriberId,
        name: '王*明',
        stbId: order.stbId,
        orderId: order.orderId,
        ref: `7K3-0D4${order.orderId.slice(-1)}`,
        service: order.service,
        amountFen: order.amountFen,
        at: order.createdAt,
        state: order.state,
        cardTail: '0018',
      })),
    },
    {
      kind: 'incident',
      isMore: false,
      finds: [
        {
          subscriberId,
          name: '王*明',
          stbId: 'STB-00A1B2C3D4',
          at: at(12),
          incident: {
            code: '7K3-0D42',
            at: at(12),
            what: {
              'zh-CN': '扣款时：付款时卡被拔出来了（机顶盒报告）',
              en: 'During the debit: the card was pulled out during the payment (told by the box)',
            },
            say: {
              'zh-CN':
                '付款时卡被拔出来了。这笔钱是否扣款要核对，请先不要再缴一次。请把同一张卡插回去，等屏幕说可以了再拔。',
              en: 'The card was pulled out during the payment. Whether money left the card is to be checked; please do not pay again yet. What helps: please insert the same card, and leave it in until the screen says so.',
            },
            source: 'box',
            proven: true,
          },
        },
      ],
    },
    {
      kind: 'smartCard',
      isMore: false,
      finds: [
        { subscriberId, name: '王*明', smartCard: '8538 **** 0018', area },
        { subscriberId: 'S-20417', name: '李*', smartCard: '8538 **** 0018', area },
      ],
    },
  ],
};

export const subscriberPage: SubscriberPage = {
  subscriberId,
  boss: 'answered',
  name: '王*明',
  smartCard: '8538 **** 2107',
  telephone: '110 **** 8899',
  area,
  status: 'active',
  script: [
    {
      situation: 'doubt',
      money: 'unknown',
      orderId: doubted!.orderId,
      say: {
        'zh-CN':
          '您 11 月 23 日 20:31 的数字电视基本收视费 12 个月（286.00 元）这笔钱是否扣款正在核对。核对期间不会重复扣款，请不要再缴一次。请把尾号 0018 的那张卡插回机顶盒，一般马上就有结果。最迟 11 月 26 日 20:31 转专人核实。',
        en: 'Your order of 23 November, 20:31 (Basic television, 12 months, ¥286.00) is being checked: it is not known yet whether money left the card. While it is checked you are not charged a second time; please do not pay again. Please insert the card ending in 0018 in the box again; that usually tells at once. If not, somebody looks into it by 26 November, 20:31 at the latest.',
      },
    },
    {
      situation: 'refundDue',
      money: 'taken',
      orderId: sampleOrders[3]!.orderId,
      caseNo: 'C20261123-0001',
      say: {
        'zh-CN':
          '您 11 月 23 日 20:31 缴的 48.00 元（数字电视基本收视费 12 个月）已经扣款，这笔钱要退还给您，正在办理银行转账。专人正在核实。受理单号 C20261123-0001。',
        en: 'The ¥48.00 you paid on 23 November, 20:31 (Basic television, 12 months) was taken from the card, and the money goes back to you. The bank transfer is being arranged. Somebody is looking into it. The case number is C20261123-0001.',
      },
    },
    {
      situation: 'boxBlocked',
      money: 'untouched',
      say: {
        'zh-CN':
          '您号码末四位是 C3FF 的机顶盒停用了，它不能缴费。您别的机顶盒照常可以缴费。请带身份证到营业厅核实，核实后就能恢复。',
        en: 'Your box whose number ends in C3FF is blocked and cannot pay. Your other boxes pay as before. Please come to a counter with your identity card; then it is let in again.',
      },
      note: {
        'zh-CN': '停用原因只供内部查看，不要告诉来电人。主管核实身份后可以恢复。',
        en: 'Why it is blocked is not for callers. A supervisor lets it in when the identity is proven.',
      },
    },
  ],
  boxes: [
    {
      stbId: 'STB-00A1B2C3D4',
      blocked: false,
      blockedAtBoss: false,
      lastOrderAt: at(5),
      lastOrderState: 'IN_DOUBT',
    },
    { stbId: 'STB-00A1B2C3D5', blocked: false, blockedAtBoss: false },
    { stbId: 'STB-00A1B2C3FF', blocked: false, blockedAtBoss: true },
  ],
  services: [
    {
      serviceId: 'basic',
      title: { 'zh-CN': '数字电视基本收视费', en: 'Basic television' },
      subscription: { state: 'expiring', validTo: '2026-11-30' },
    },
    {
      serviceId: 'vod',
      title: { 'zh-CN': '点播影视', en: 'Films on demand' },
      subscription: {
        state: 'active',
        validTo: '2026-11-30',
        renewal: { amountFen: 2_000, nextDate: '2026-12-01', cancellable: true },
      },
    },
    {
      serviceId: 'karaoke',
      title: { 'zh-CN': '家庭卡拉 OK', en: 'Karaoke' },
      subscription: { state: 'expired', validTo: '2026-10-31' },
    },
  ],
  dues: [
    {
      title: { 'zh-CN': '数字电视基本收视费', en: 'Basic television' },
      amountFen: 2_600,
      dueDate: '2026-11-30',
      isOverdue: false,
    },
  ],
  orders: sampleOrders.map((order) => ({ ...order, ref: `7K3-0D4${order.orderId.slice(-1)}` })),
  isMoreOrders: true,
  doubts: [
    {
      orderId: doubted!.orderId,
      attemptId: '01KASAMPLE000000000000ATT1',
      ref: '7K3-0D41',
      amountFen: 28_600,
      cardTail: '0018',
      stbId: 'STB-00A1B2C3D4',
      since: at(5),
      cause: 'timeout',
    },
  ],
  cases: [
    {
      caseNo: 'C20261123-0001',
      kind: 'credit-refused',
      state: 'EVIDENCE',
      version: 1,
      amountFen: 4_800,
      orderId: sampleOrders[3]!.orderId,
      openedAt: at(60),
      ageDays: 0,
    },
  ],
  cards: [
    { cardTail: '0018', lastUsedAt: paid!.createdAt, open: 1 },
    { cardTail: '6217', lastUsedAt: at(3 * 1440), open: 0 },
  ],
  incidents: [finds.groups[1]!.finds[0]!.incident!],
};
