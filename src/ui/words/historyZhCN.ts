import type { Translated } from './fill.ts';

export const historyZhCN = {
  title: '缴费记录',
  loading: '正在读取缴费记录',
  empty: '还没有缴费记录',
  emptyAct: '缴费后可以在这里查看。',
  failed: '缴费记录暂时取不到',
  all: '全部',
  receipt: '查看收据',
  scan: '扫码带走收据',
  qr: '二维码',
  settled: '已缴清',
  settling: '正在入账',
  state: {
    QUOTED: '未支付',
    CONFIRMED: '未支付',
    PAYING: '处理中',
    IN_DOUBT: '待确认',
    PAID: '已付款',
    ACTIVATING: '正在开通',
    COMPLETED: '已开通',
    CREDIT_DUE: '正在转入账户',
    CREDITED: '已转入账户',
    REFUND_DUE: '待退款',
    REFUNDED: '已退款',
    MANUAL: '人工处理',
    CANCELLED: '已取消',
    EXPIRED: '已过期',
  },
} as const;

export type HistoryWords = Translated<typeof historyZhCN>;
