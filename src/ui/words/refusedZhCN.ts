import type { Translated } from './fill.ts';

/** The words for a refused payment: a title, what to do, and what is known about the money. */
export const refusedZhCN = {
  money: {
    untouched: '本次没有扣款。',
    unknown: '扣款结果尚未确认，请勿再次缴费。',
    taken: '款项已经支付，请勿再次缴费。',
  },
  title: { unknown: '支付结果待确认', taken: '这笔款项已经支付' },
  /** What to do when the money is taken or its state is unknown. */
  unsettled: {
    unknown: '请稍后在缴费记录中查看结果，或致电客服。',
    taken: '请在缴费记录中查看，或致电客服。',
  },
  back: '返回',
  retry: {
    again: '现在重试',
    otherCard: '换一张卡',
    showCard: '看插卡图解',
    insertAgain: '重新插卡',
    quoteAgain: '重新报价',
    chooseAgain: '重新选择',
    payAgain: '重新支付',
    goOn: '继续支付',
    history: '查看缴费记录',
    payArrears: '补缴欠费 {amount}',
    fewer: '改缴 {months} · {amount}',
    resumeWish: '继续办理',
    later: '稍后再试',
    home: '返回首页',
    leave: '返回首页',
  },
  failure: {
    'order-rejected': { title: '暂时不能办理', act: '请稍后再试，或致电客服。' },
    'quote-expired': { title: '报价已过期', act: '请按 OK 重新报价，再确认一次。' },
    'quote-changed': { title: '价格有变化', act: '请按 OK 重新报价，核对新的金额。' },
    'already-paying': {
      title: '这项业务正在缴费',
      act: '另一台机顶盒或上一次缴费还没有结束，请稍后再看。',
    },
    'already-paid': {
      title: '这项业务已经缴过费',
      act: '可能还在开通，可在缴费记录中查看，不用再缴。',
    },
    'card-not-accepted': { title: '不支持这张卡', act: '请换一张有电子钱包的金融 IC 卡。' },
    'balance-too-small': { title: '卡内余额不足', act: '请换一张卡，或充值后再来。' },
    'card-blocked': { title: '这张卡已被锁定', act: '请换一张卡，或致电客服。' },
    'card-expired': { title: '这张卡已过有效期', act: '请换一张卡，并联系发卡银行。' },
    'card-unfinished': {
      title: '这张卡有一笔缴费未完成',
      act: '请到原来的机顶盒上插卡，或致电客服。',
    },
    'card-unreadable': {
      title: '卡片读不出来',
      act: '请擦净芯片，芯片朝上，重新插到底。',
    },
    'card-removed': { title: '卡片被拔出', act: '请重新插卡，支付完成前不要拔出。' },
    'reader-lost': { title: '读卡器断开了', act: '请插好读卡器，再按 OK。' },
    'reader-held': { title: '读卡器正被占用', act: '其他程序正在使用，请稍等一会儿，再按 OK。' },
    'card-wait-over': { title: '等待插卡超时', act: '准备好卡片后，按 OK 继续。' },
    'platform-busy': { title: '系统正忙', act: '请稍等一会儿，再按 OK。' },
    'card-refused-debit': { title: '卡片拒绝了扣款', act: '请换一张卡，或致电客服。' },
    'not-charged': { title: '已查明：没有扣款', act: '可以放心地重新支付。' },
    cancelled: { title: '缴费已取消', act: '需要时可以重新选择。' },
    'boss-down': { title: '营业系统暂时无法连接', act: '请稍后再试，或致电客服。' },
    paused: { title: '缴费暂停中', act: '请稍后再来，或致电客服。' },
    offline: { title: '网络没有连上', act: '请检查网线或稍后再试。' },
    'box-silent': { title: '机顶盒没有应答', act: '请稍后再试。一直这样时请致电客服。' },
    'box-refused': { title: '这台机顶盒不能缴费', act: '请致电客服核对机顶盒，也可到营业厅缴费。' },
    'portal-outdated': { title: '缴费程序需要更新', act: '请关机重开机顶盒，更新后再来。' },
    internal: { title: '系统出了点问题', act: '请稍后再试，或致电客服并报查询码。' },
  },
  reason: {
    'period.overlaps': {
      title: '这段时间已经缴过',
      act: '所选期限与已缴的期限重叠，不用再缴，可以查看缴费记录。',
    },
    'period.not_allowed': {
      title: '不能按这个期限缴',
      act: '这项业务不能按所选期限缴费，请选择其他期限。',
    },
    'service.stopped': {
      title: '这项业务不能在电视上缴',
      act: '这项业务已经停用，请到营业厅恢复，或致电客服。',
    },
    'area.not_covered': {
      title: '这项业务不能在电视上缴',
      act: '您所在的地区还没有开通这项业务，详情请致电客服。',
    },
    'arrears.first': {
      title: '先补缴欠费，再办理',
      act: '请先缴清以前的欠费，再办理这项业务。可到营业厅补缴，或致电客服。',
    },
    'arrears.none': { title: '欠费已经缴清', act: '现在没有要补缴的欠费，可以接着办理业务。' },
    'arrears.changed': {
      title: '欠费有变化',
      act: '账单刚刚有变化，请按 OK 重新核对金额。',
    },
    'account.closed': {
      title: '这个账户不能在电视上缴',
      act: '您的账户已经销户，请到营业厅办理，或致电客服。',
    },
    'hold.lapsed': { title: '办理时间已过', act: '请按 OK 重新报价，再确认一次。' },
    'price.changed': { title: '价格有变化', act: '请按 OK 重新报价，核对新的金额。' },
  },
  /** With the amount that is known. */
  arrears: '欠费从 {since} 起，一共 {amount}，要一次缴清，不能分开缴。只补缴也可以。',
  /** The card covers a shorter period. */
  covered: '卡里的钱够缴 {months}，可以改缴，也可以换一张卡。',
} as const;

export type RefusedWords = Translated<typeof refusedZhCN>;
