/**
 * An incident in words: what happened, and what to tell the caller. It says nothing of money by itself: what the viewer was told then
 * may have changed since, so where there is an order its script is the answer, and where money was unknown nobody pays again yet.
 */
import { defined } from '../base/definedFields.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { causeOf, isKnownCause } from './causes.ts';

type Incident = Schemas['Incident'];
type Words = readonly [chinese: string, english: string];

/** Where the viewer was: steps of the portal, and calls of the platform. */
const PLACES: Readonly<Record<string, Words>> = {
  home: ['在首页', 'On the first page'],
  service: ['看业务时', 'Looking at a service'],
  history: ['看缴费记录时', 'Looking at the payment records'],
  quoting: ['算价格时', 'While the price was worked out'],
  createQuote: ['算价格时', 'While the price was worked out'],
  confirm: ['确认金额时', 'Confirming the amount'],
  ordering: ['确认金额时', 'Confirming the amount'],
  confirmOrder: ['确认金额时', 'Confirming the amount'],
  waitCard: ['等插卡时', 'Waiting for the card'],
  cardCheck: ['读卡时', 'Reading the card'],
  startAttempt: ['读卡时', 'Reading the card'],
  prepare: ['准备扣款时', 'Before the debit'],
  authorising: ['准备扣款时', 'Before the debit'],
  authorise: ['准备扣款时', 'Before the debit'],
  debiting: ['扣款时', 'During the debit'],
  reporting: ['上报结果时', 'Telling the result'],
  report: ['上报结果时', 'Telling the result'],
  finishing: ['等开通时', 'Waiting for the service'],
  insertSameCard: ['等卡插回核对时', 'Waiting for the card to be checked'],
  resolving: ['核对时', 'While it was checked'],
  resolve: ['核对时', 'While it was checked'],
  proveCard: ['核对卡片时', 'While the card was checked'],
  recovering: ['开机恢复时', 'After the start'],
  outOfService: ['系统不可用时', 'Out of service'],
  openSession: ['机顶盒登录时', 'Signing the box in'],
  renewal: ['办理续费时', 'Changing a renewal'],
  cancelRenewal: ['取消续费时', 'Cancelling a renewal'],
  crash: ['程序出错时', 'When the program failed'],
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function whatHappened({ cause, step, call, proven, source }: Incident): Words {
  const place = PLACES[step ?? call ?? ''];
  const { why } = causeOf(cause);
  // The name itself is for those who look it up; a cause without words is told by it alone.
  const told = isKnownCause(cause) ? why : ([`原因代号 ${cause}`, `cause ${cause}`] as const);
  const trust: Words = !proven
    ? ['（请求没有经过验证，可能不是这台机顶盒）', ' (nobody has proven that it was this box)']
    : source === 'box'
      ? ['（机顶盒报告）', ' (told by the box)']
      : ['', ''];
  return place
    ? [`${place[0]}：${told[0]}${trust[0]}`, `${place[1]}: ${told[1]}${trust[1]}`]
    : [`${told[0]}${trust[0]}`, capital(`${told[1]}${trust[1]}`)];
}

function whatToSay({ cause, money, orderId }: Incident): Words {
  if (orderId !== undefined) {
    return [
      '请稍等，我按这一笔缴费现在的情况告诉您。',
      'One moment, I tell you how this payment stands now.',
    ];
  }
  const { why, step } = causeOf(cause);
  if (money !== 'untouched') {
    return [
      `${why[0]}。这笔钱是否扣款要核对，请先不要再缴一次。${step[0]}。`,
      `${capital(why[1])}. Whether money left the card is to be checked; please do not pay again yet. What helps: ${step[1]}.`,
    ];
  }
  return [`${why[0]}。${step[0]}。`, `${capital(why[1])}. What helps: ${step[1]}.`];
}

const text = ([chinese, english]: Words) => ({ 'zh-CN': chinese, en: english });

export const toldIncident = (incident: Incident): Schemas['ToldIncident'] =>
  defined({
    code: incident.code,
    at: incident.at,
    what: text(whatHappened(incident)),
    say: text(whatToSay(incident)),
    source: incident.source,
    proven: incident.proven,
    stbId: incident.stbId,
    orderId: incident.orderId,
  });
