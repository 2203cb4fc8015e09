/** Why an attempt took nothing, and the refusals of the interface itself. */
import { type Label, say, sayLabel } from '../state/language.ts';
import type { Failure } from '../state/opsClient.ts';
import type { Problem } from '../state/opsTypes.ts';

export const endings: Readonly<Record<string, Label>> = {
  'card.unsupported': ['不支持的卡', 'Card not accepted'],
  'card.blocked': ['黑名单卡', 'Card blocked'],
  'card.expired': ['卡已过期', 'Card expired'],
  'card.insufficient': ['余额不足', 'Balance too small'],
  'card.counter_exhausted': ['卡片计数用尽', 'Card counter exhausted'],
  'card.unresolved': ['前一笔未决', 'Earlier payment open'],
  'card.mismatch': ['不是同一张卡', 'Another card'],
  'card.removed': ['卡被拔出', 'Card pulled'],
  'mac.card_rejected': ['卡片拒绝 MAC1', 'Card refused MAC1'],
  'mac2.invalid': ['MAC2 错误', 'MAC2 wrong'],
  'psam.none_for_card': ['无匹配 PSAM', 'No PSAM for the card'],
  'psam.busy': ['PSAM 忙', 'PSAMs busy'],
  'hsm.unavailable': ['加密机不可用', 'HSM not available'],
  'boss.unavailable': ['BOSS 无应答', 'BOSS silent'],
  'boss.rejected': ['BOSS 拒绝', 'BOSS refused'],
  'quote.expired': ['报价过期', 'Quote ran out'],
  'quote.changed': ['价格变化', 'Price changed'],
  'rate.limited': ['请求过多', 'Too many requests'],
  'stb.blocked': ['机顶盒已停用', 'Box blocked'],
  'stb.not_bound': ['机顶盒未绑定', 'Box not bound'],
  'service.not_found': ['没有这个业务', 'No such service'],
  'payments.paused': ['暂停受理', 'Payments paused'],
  'order.already_paid': ['已经付过', 'Paid already'],
  'order.already_paying': ['正在支付', 'Being paid already'],
  'order.state': ['订单已变化', 'The order has changed'],
  'attempt.state': ['支付已变化', 'The payment has changed'],
  'portal.outdated': ['门户版本过旧', 'Portal too old'],
  'request.invalid': ['请求不合规', 'Request not in form'],
  internal: ['平台出错', 'Fault of the platform'],
  'attempt.abandoned': ['用户放弃', 'Given up'],
  abandoned: ['用户放弃', 'Given up'],
  voided: ['作废', 'Voided'],
  debitDenied: ['机顶盒称未扣款', 'Not debited, says the box'],
  takenBack: ['撤销人工认定', 'Taken back by people'],
  debitDisproven: ['证明未扣款', 'Proven: not debited'],
  timeout: ['超时', 'Timed out'],
  other: ['其他', 'Other'],
};

const problems: Readonly<Record<Problem['code'], Label>> = {
  'request.invalid': ['请求不完整或格式不对', 'The request is not complete or not in form'],
  'request.not_found': ['没有这样的接口', 'There is no such call'],
  'auth.required': ['请先登录', 'Please sign in'],
  'auth.refused': [
    '用户名或密码不对。请重试，或找管理账号的人',
    'User or password is not right. Try again, or ask who manages the accounts',
  ],
  'auth.locked': ['输错太多次，暂时锁定', 'Too many wrong passwords; locked for a while'],
  'role.forbidden': ['您的角色不能做这件事', 'Your role may not do this'],
  'case.same_person': ['提出方案的人不能自己复核', 'The person who proposed it cannot approve it'],
  'case.state': ['工单已不在这一步', 'The case is past this step'],
  'case.version': ['工单刚被别人更新', 'Somebody else has just changed this case'],
  'case.decision': ['现在不能这样处理', 'This cannot be decided as things stand'],
  'case.preview': [
    '要记的账与您看到的不同，什么都没有记',
    'What would be booked is not what you were shown; nothing was booked',
  ],
  'case.refund_ref': [
    '这个银行流水号已用于另一个工单的退款，请核对后填写本次转账的流水号',
    'Another case was paid back by this transfer already; give the reference of the one for this case',
  ],
  'case.not_found': ['没有这个工单', 'There is no such case'],
  'order.not_found': ['没有这个订单', 'There is no such order'],
  'day.not_found': ['没有这一天', 'There is no such day'],
  'day.not_over': ['这一天还没有日切', 'This day is not over yet'],
  'batch.not_found': ['没有这个批次', 'There is no such batch'],
  'psam.not_found': ['没有这个 PSAM', 'There is no such PSAM'],
  'subscriber.not_found': [
    '没有这个客户，请按屏幕上的查询码重新查找',
    'There is no such subscriber; search again by the code on the screen',
  ],
  unavailable: ['系统暂时不可用，请稍后再试', 'Not available for the moment; try again later'],
};

/** The platform's detail is English, and adds nothing to these names. */
const TOLD_IN_FULL = /^(auth\.|unavailable$)/;

/** A failure in words for people, with the platform's own detail if there is one. */
export function failureWords(failure: Failure): string {
  if (failure.kind === 'offline') {
    return say(
      '没有收到应答。网络或平台可能中断；结果不明时，先刷新看看再重做。',
      'No answer came. The network or the platform may be down; look again before repeating anything.',
    );
  }
  if (failure.kind === 'strange') {
    return say(
      `收到无法识别的应答（${failure.status}）`,
      `The answer could not be understood (${failure.status})`,
    );
  }
  const { code, retryAfterMs } = failure.problem;
  const detail = TOLD_IN_FULL.test(code) ? undefined : failure.problem.detail;
  const name = Object.hasOwn(problems, code) ? sayLabel(problems[code]) : failure.problem.title;
  const wait =
    retryAfterMs === undefined
      ? ''
      : say(
          `（${Math.ceil(retryAfterMs / 1000)} 秒后再试）`,
          ` (try again in ${Math.ceil(retryAfterMs / 1000)} s)`,
        );
  return `${name}${wait}${detail ? say(`：${detail}`, `: ${detail}`) : ''}`;
}
