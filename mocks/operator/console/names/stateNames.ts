/** States as the operator's staff call them, with their urgency. */
import type { Tone } from '../state/console.ts';
import type { Label } from '../state/language.ts';
import type { OrderSummary, PsamView } from '../state/opsTypes.ts';

export type Named = readonly [chinese: string, english: string, tone: Tone];

export const orderStates: Readonly<Record<OrderSummary['state'], Named>> = {
  QUOTED: ['已报价', 'Quoted', 'plain'],
  CONFIRMED: ['已确认', 'Confirmed', 'plain'],
  PAYING: ['支付中', 'Paying', 'info'],
  IN_DOUBT: ['存疑', 'In doubt', 'warn'],
  PAID: ['已扣款', 'Paid', 'info'],
  ACTIVATING: ['开通中', 'Opening', 'info'],
  COMPLETED: ['已完成', 'Completed', 'good'],
  CREDIT_DUE: ['待补记', 'Credit due', 'warn'],
  CREDITED: ['已补记', 'Credited', 'good'],
  REFUND_DUE: ['待退款', 'Refund due', 'warn'],
  REFUNDED: ['已退款', 'Refunded', 'good'],
  MANUAL: ['人工处理', 'With people', 'bad'],
  CANCELLED: ['已取消', 'Cancelled', 'plain'],
  EXPIRED: ['已过期', 'Expired', 'plain'],
};

/** Ways of paying. The platform may know others. */
export const payWays: Readonly<Record<string, Label>> = {
  card: ['卡', 'Card'],
};

export const attemptStates: Readonly<Record<string, Named>> = {
  CREATED: ['已建立', 'Created', 'plain'],
  CARD_BOUND: ['已识卡', 'Card known', 'plain'],
  PSAM_LEASED: ['已租用 PSAM', 'PSAM leased', 'plain'],
  INIT_DONE: ['已初始化', 'Card initialised', 'plain'],
  MAC1_ISSUED: ['已发 MAC1', 'MAC1 issued', 'info'],
  IN_DOUBT: ['存疑', 'In doubt', 'warn'],
  DEBITED: ['已扣款', 'Debited', 'good'],
  NOT_DEBITED_CLAIMED: ['机顶盒称未扣', 'Not debited, says the box', 'info'],
  NOT_DEBITED: ['未扣款', 'Not debited', 'plain'],
  VOID: ['作废', 'Void', 'plain'],
};

export const claimStates: Readonly<Record<string, Named>> = {
  UNCLAIMED: ['未上送', 'Not claimed', 'plain'],
  BATCHED: ['已入批', 'In a batch', 'info'],
  SENT: ['已上送', 'Sent', 'info'],
  ACCEPTED: ['已接受', 'Accepted', 'good'],
  REJECTED: ['被拒', 'Rejected', 'bad'],
  CASE: ['转工单', 'With people', 'warn'],
  WRITTEN_OFF: ['已核销', 'Written off', 'plain'],
};

export const surplusStates: Readonly<Record<string, Named>> = {
  due: ['重复扣款待退', 'Paid twice, to go back', 'warn'],
  credited: ['重复扣款已补记', 'Paid twice, credited', 'good'],
  case: ['重复扣款转工单', 'Paid twice, with people', 'warn'],
  refunded: ['重复扣款已退款', 'Paid twice, refunded', 'good'],
};

export const psamStates: Readonly<Record<PsamView['state'], Named>> = {
  free: ['空闲', 'Free', 'good'],
  leased: ['租用中', 'Leased', 'info'],
  drained: ['已停用', 'Drained', 'warn'],
  dead: ['无应答', 'Dead', 'bad'],
  locked: ['已锁定', 'Locked', 'bad'],
  'counter-exhausted': ['计数用尽', 'Counter exhausted', 'bad'],
  'closing-failed': ['收尾失败', 'Closing failed', 'bad'],
  frozen: ['已冻结', 'Frozen', 'bad'],
};

export const healthStates: Readonly<Record<string, Named>> = {
  up: ['正常', 'Up', 'good'],
  slow: ['偏慢', 'Slow', 'warn'],
  down: ['中断', 'Down', 'bad'],
  unknown: ['未知', 'Not known', 'plain'],
};

export const dayStates: Readonly<Record<string, Named>> = {
  open: ['未日终', 'Open', 'plain'],
  running: ['对账中', 'Running', 'info'],
  waiting: ['等待对方', 'Waiting', 'warn'],
  explained: ['已解释，未结清', 'Explained, not closed', 'warn'],
  settled: ['已对账', 'Settled', 'good'],
};

export const fileStates: Readonly<Record<string, Named>> = {
  waiting: ['等待', 'Waiting', 'plain'],
  delivered: ['已送达', 'Delivered', 'info'],
  read: ['已处理', 'Read', 'good'],
  refused: ['拒收', 'Refused', 'bad'],
};

export const batchStates: Readonly<Record<string, Named>> = {
  BATCHED: ['已组批', 'Put together', 'info'],
  SENT: ['已上送', 'Sent', 'info'],
  DONE: ['已有结果', 'Answered', 'good'],
};

export const parties: Readonly<Record<string, Label>> = {
  boss: ['BOSS', 'BOSS'],
  ppp: ['PPP', 'PPP'],
  tsp: ['TSP', 'TSP'],
  hsm: ['加密机', 'HSM'],
};

export const roles: Readonly<Record<string, Label>> = {
  clerk: ['经办', 'Clerk'],
  supervisor: ['主管', 'Supervisor'],
  auditor: ['审计', 'Auditor'],
};

export const switchNames: Readonly<Record<string, Label>> = {
  attempts: ['受理新支付', 'New attempts'],
  batches: ['上送批次', 'Sending of batches'],
};
