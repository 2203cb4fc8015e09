/** What was found, and what a line of the script is about, in words. */
import type { Label } from '../state/language.ts';
import type { FindKind, Situation } from '../state/opsTypes.ts';
import type { Named } from './stateNames.ts';

export const findKinds: Readonly<Record<FindKind, Label>> = {
  code: ['查询码', 'Code'],
  incident: ['屏幕上出现过的问题', 'What a screen showed'],
  receipt: ['交易流水', 'Receipt number'],
  order: ['订单号', 'Order'],
  attempt: ['支付号', 'Attempt'],
  case: ['受理单号', 'Case'],
  card: ['银行卡末四位', 'Bank card, last four digits'],
  smartCard: ['智能卡号', 'Smart card'],
  telephone: ['电话', 'Telephone'],
  subscriber: ['客户号', 'Subscriber number'],
  box: ['机顶盒号', 'Box'],
  name: ['姓名', 'Name'],
};

export const situations: Readonly<Record<Situation, Named>> = {
  quoted: ['没有确认', 'Not confirmed', 'plain'],
  confirmed: ['还没有付', 'Not paid yet', 'plain'],
  paying: ['正在缴', 'Being paid', 'info'],
  doubt: ['正在核对', 'Being checked', 'warn'],
  deniedByBox: ['没有缴成，待核对', 'Did not go through, to be checked', 'warn'],
  opening: ['已扣款，正在开通', 'Paid, being opened', 'info'],
  open: ['已开通', 'Open', 'good'],
  withPeople: ['已扣款，专人处理', 'Paid, with people', 'bad'],
  creditDue: ['正在退到账户', 'Being credited', 'warn'],
  credited: ['已退到账户', 'Credited', 'good'],
  refundDue: ['待退款', 'To be refunded', 'warn'],
  refunded: ['已退款', 'Refunded', 'good'],
  refused: ['没有缴成', 'Refused', 'info'],
  notDebited: ['查明没有扣款', 'Proven: not charged', 'good'],
  notPaid: ['没有缴', 'Not paid', 'plain'],
  secondDebit: ['重复扣款，待退', 'Charged twice, to go back', 'warn'],
  secondReturned: ['重复扣款，已退', 'Charged twice, returned', 'good'],
  boxBlocked: ['机顶盒停用', 'Box blocked', 'bad'],
  arrears: ['欠费', 'Overdue', 'warn'],
  nothing: ['没有待办', 'Nothing open', 'plain'],
};

export const subscriptionStates: Readonly<Record<string, Named>> = {
  active: ['正常', 'On', 'good'],
  expiring: ['快到期', 'Expiring', 'warn'],
  expired: ['已到期', 'Expired', 'bad'],
  stopped: ['已停用', 'Stopped', 'bad'],
  none: ['没有', 'None', 'plain'],
};
