import type { Translated } from './fill.ts';

export const renewalZhCN = {
  title: '取消按月续费',
  /** Date and amount of the next charge. */
  next: '{date} 从账户扣 {amount}',
  none: '不扣费，{date} 到期',
  until: '{day}续费',
  note: '现在从账户按月续费。用卡只缴所选期限，下一步不会扣款。',
  now: '现在每月从账户扣 {amount}，下次 {date}。',
  explain: '取消后不再扣费，业务照常用到 {validTo}，已付的费用不变。',
  byPhone: '这项业务的续费不能在电视上取消，请致电客服 {hotline}。',
  keep: '保留续费',
  cancel: '取消续费',
  asking: '正在取消续费，请稍候。',
  done: '续费已取消，以后不再扣费。业务照常用到 {validTo}。',
  unknown: '没有收到答复，还不知道续费是否已经取消。再试一次不会重复办理。',
  refused: '续费没有取消，请致电客服 {hotline}。',
  again: '再试一次',
  close: '关闭',
} as const;

export type RenewalWords = Translated<typeof renewalZhCN>;
