/** The events of time lines and of the audit, in words. An event that is not listed here is shown as it is written. */
import { type Label, nameIn, say, sayLabel } from '../state/language.ts';
import { caseKinds, caseSteps } from './caseNames.ts';

const events: Readonly<Record<string, Label>> = {
  'subscriber.found': ['查找客户', 'Searched for a subscriber'],
  'subscriber.looked': ['查看客户', 'Looked at a subscriber'],
  'order.quoted': ['报价', 'Quoted'],
  'order.confirmed': ['用户确认金额', 'Amount confirmed by the subscriber'],
  'order.cancelled': ['取消', 'Cancelled'],
  'order.expired': ['过期', 'Expired'],
  'order.attemptStarted': ['开始支付', 'Attempt started'],
  'order.attemptEnded': ['支付结束，未付成', 'Attempt ended unpaid'],
  'order.lastAttemptEnded': ['最后一次支付结束，未付成', 'Last attempt ended unpaid'],
  'order.doubted': ['进入存疑', 'In doubt'],
  'order.doubtAged': ['存疑超期', 'The doubt grew too old'],
  'order.evidenceConflicted': ['证据矛盾', 'Evidence conflicts'],
  'order.debited': ['确认扣款', 'Debit proven'],
  'order.surplusFound': ['发现重复扣款', 'A second payment found'],
  'order.activationStarted': ['请求 BOSS 开通', 'BOSS asked to open it'],
  'order.activationUnsettled': ['BOSS 未决，稍后再问', 'BOSS has not decided, asked again later'],
  'order.activated': ['BOSS 已开通', 'Opened by BOSS'],
  'order.activationRejected': ['BOSS 拒绝开通', 'BOSS refused to open it'],
  'order.activationStuck': ['开通超时', 'Opening took too long'],
  'order.serviceStopped': ['BOSS 已停业务', 'Stopped by BOSS'],
  'order.serviceOwed': ['PPP 已付，恢复开通', 'The PPP pays, to be opened'],
  'service.notStopped': ['BOSS 未停业务', 'Not stopped by BOSS'],
  'tac.right': ['PPP：TAC 正确', 'PPP: TAC right'],
  'tac.wrong': ['PPP：TAC 错误', 'PPP: TAC wrong'],
  'tac.unchecked': ['PPP 未验 TAC，照常开通', 'TAC not checked by the PPP, opened anyway'],
  'claim.nextTac': ['换 TAC 再请款', 'Claimed again with another TAC'],
  'order.credited': ['已补记', 'Credited'],
  'order.creditRefused': ['补记被拒', 'Credit refused'],
  'order.refunded': ['已退款', 'Refunded'],
  'attempt.created': ['建立支付', 'Attempt created'],
  'attempt.cardBound': ['识别卡片', 'Card known'],
  'attempt.psamLeased': ['租用 PSAM', 'PSAM leased'],
  'attempt.initAnswered': ['卡片初始化', 'Card initialised'],
  'attempt.mac1Issued': ['发出 MAC1，金额挂账', 'MAC1 issued, amount in suspense'],
  'attempt.voided': ['作废', 'Voided'],
  'attempt.doubted': ['结果不明', 'Outcome not known'],
  'attempt.debitProven': ['证明已扣款', 'Debit proven'],
  'attempt.debitDenied': ['机顶盒称未扣款', 'The box says: not debited'],
  'attempt.debitDisproven': ['证明未扣款', 'Proven: not debited'],
  'attempt.tacLearned': ['取得 TAC', 'TAC learned'],
  'attempt.signatureKept': ['保存卡片签名', 'The card’s signature kept'],
  'attempt.takenBack': ['撤销人工认定', 'People’s decision taken back'],
  'order.paymentTakenBack': ['撤销付款认定', 'Payment taken back by people'],
  'order.payerChanged': ['改由另一笔支付付款', 'Paid by another attempt'],
  'card.blocked': ['停用卡片', 'Card blocked'],
  'card.released': ['恢复卡片', 'Card released'],
  'attempt.observed': ['读卡取证', 'Card read for evidence'],
  'attempt.passedOver': ['卡片在别处付款，放行', 'Passed over: the card paid elsewhere'],
  'activation.repeated': ['再次请求 BOSS 开通', 'BOSS asked again to open it'],
  'renewal.cancelled': ['取消续费', 'Renewal cancelled'],
  suspense: ['挂账', 'Suspense'],
  release: ['冲回挂账', 'Suspense released'],
  debit: ['扣款入账', 'Debit'],
  surplus: ['重复扣款入账', 'Second payment'],
  revenue: ['确认收入', 'Revenue'],
  credit: ['补记', 'Credit'],
  refund: ['退款', 'Refund'],
  writeOff: ['核销', 'Write-off'],
  recovered: ['核销收回', 'Write-off taken back'],
  revenueBack: ['收入冲回', 'Revenue taken back'],
  debitBack: ['扣款冲回', 'Debit taken back'],
  'order.creditDecided': ['决定补记', 'Credit decided'],
  'order.refundDecided': ['决定退款', 'Refund decided'],
  'claim.listed': ['清算文件已列', 'In the PPP’s closing file'],
  'claim.rework': ['重新请款', 'Claimed again'],
  'claim.writeOff': ['请款核销', 'Claim written off'],
  'case.post': ['工单：入账', 'Case: posted'],
  'case.finish': ['工单：关闭', 'Case: closed'],
  'case.goOn': ['工单：已执行，继续处理', 'Case: carried out, still to be decided'],
  'case.handedOver': ['工单：改为另一笔支付', 'Case: about another attempt now'],
  'case.noted': ['工单：有新证据', 'Case: new evidence'],
  'case.fail': ['工单：BOSS 未照办，重新处理', 'Case: BOSS refused, to be decided again'],
  'case.settle': ['工单：自行了结', 'Case: settled by itself'],
  'switch.attempts': ['开关：受理新支付', 'Switch: new attempts'],
  'switch.batches': ['开关：上送批次', 'Switch: batches'],
  'psam.drained': ['PSAM 停用', 'PSAM drained'],
  'psam.undrained': ['PSAM 恢复', 'PSAM put back'],
  'terminal.frozen': ['PSAM 冻结', 'PSAM frozen'],
  'terminal.thawed': ['PSAM 解冻', 'PSAM thawed'],
  'box.watched': ['机顶盒受关注', 'Box on watch'],
  'box.blocking': ['机顶盒停用或恢复', 'Box blocked or let in'],
  'person.signedIn': ['登录', 'Signed in'],
  'person.signedOut': ['退出', 'Signed out'],
  'person.refused': ['登录失败', 'Sign-in refused'],
  'person.locked': ['账号锁定', 'Account locked'],
  'day.settle': ['发起对账', 'Settlement begun'],
};

const accounts: Readonly<Record<string, Label>> = {
  suspense_receivable: ['挂账应收', 'Suspense receivable'],
  suspense_order: ['挂账订单', 'Suspense order'],
  unionpay_receivable: ['银联应收', 'UnionPay receivable'],
  order_liability: ['订单负债', 'Order liability'],
  operator_revenue: ['运营商收入', 'Operator revenue'],
  subscriber_credit: ['用户补记', 'Subscriber credit'],
  refund_payable: ['应付退款', 'Refund payable'],
  write_off: ['核销损失', 'Written off'],
};

export const accountName = (account: string): string => nameIn(accounts, account);

/** Card commands by the first two bytes of their header, such as `80500100 0B`. */
const COMMANDS: Readonly<Record<string, string>> = {
  '00A4': 'SELECT',
  '00B0': 'READ BINARY',
  '00B2': 'READ RECORD',
  '00C0': 'GET RESPONSE',
  '805C': 'GET BALANCE',
  '8050': 'INIT FOR PURCHASE',
  '8054': 'DEBIT FOR PURCHASE',
  '805A': 'GET TRANSACTION PROVE',
  '8070': 'INIT_SAM FOR PURCHASE',
  '8072': 'CREDIT_SAM FOR PURCHASE',
};

export const commandName = (header: string): string | undefined => COMMANDS[header.slice(0, 4)];

/** Who did or said it. What a card answered is known from a box alone, also where no card was there. */
export const whoName = (who: string): string =>
  who === 'card' ? say('卡片（机顶盒所述）', 'card, says its box') : who;

export function eventName(what: string): string {
  if (Object.hasOwn(events, what)) return sayLabel(events[what]!);
  const [area, rest = ''] = what.split(/\.(.*)/s);
  if (area === 'case' && Object.hasOwn(caseKinds, rest)) {
    const name = sayLabel(caseKinds[rest as keyof typeof caseKinds].name);
    return say(`开立工单：${name}`, `Case opened: ${name}`);
  }
  if (area === 'case' && Object.hasOwn(caseSteps, rest)) {
    const name = sayLabel(caseSteps[rest as keyof typeof caseSteps].name);
    return say(`工单：${name}`, `Case: ${name}`);
  }
  return what;
}
