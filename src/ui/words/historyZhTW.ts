import type { HistoryWords } from './historyZhCN.ts';

export const historyZhTW: HistoryWords = {
  title: '繳費紀錄',
  loading: '正在讀取繳費紀錄',
  empty: '還沒有繳費紀錄',
  emptyAct: '繳費後可以在這裡查看。',
  failed: '繳費紀錄暫時無法取得',
  all: '全部',
  receipt: '查看收據',
  scan: '掃碼帶走收據',
  qr: '二維條碼',
  state: {
    QUOTED: '未付款',
    CONFIRMED: '未付款',
    PAYING: '處理中',
    IN_DOUBT: '待確認',
    PAID: '已付款',
    ACTIVATING: '正在開通',
    COMPLETED: '已開通',
    CREDIT_DUE: '正在轉入帳戶',
    CREDITED: '已轉入帳戶',
    REFUND_DUE: '退款處理中',
    REFUNDED: '已退款',
    MANUAL: '專人處理',
    CANCELLED: '已取消',
    EXPIRED: '已過期',
  },
};
