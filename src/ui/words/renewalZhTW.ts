import type { RenewalWords } from './renewalZhCN.ts';

export const renewalZhTW: RenewalWords = {
  title: '取消按月續訂',
  next: '{date} 從帳戶扣 {amount}',
  none: '不扣款，{date} 到期',
  until: '{day}續訂',
  note: '現在從帳戶按月續訂。用卡只繳所選期間，下一步不會扣款。',
  now: '現在每月從帳戶扣 {amount}，下次 {date}。',
  explain: '取消後不再扣款，服務照常用到 {validTo}，已付的費用不變。',
  byPhone: '這項服務不能在電視上取消續訂，請致電客服 {hotline}。',
  keep: '保留續訂',
  cancel: '取消續訂',
  asking: '正在取消續訂，請稍候。',
  done: '續訂已取消，以後不再扣款。服務照常用到 {validTo}。',
  unknown: '沒有收到答覆，還不知道續訂是否已經取消。再試一次不會重複辦理。',
  refused: '續訂沒有取消，請致電客服 {hotline}。',
  again: '再試一次',
  close: '關閉',
};
