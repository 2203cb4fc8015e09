/**
 * What the platform writes into the notes of cases, boxes and the audit, in Chinese. It writes English; what is not listed
 * here, such as what people wrote, is shown as it is written. `{}` stands for a number, a date or an id.
 */
import { language } from '../state/language.ts';

const NOTES: Readonly<Record<string, string>> = {
  'at two addresses at once': '同时出现在两个网络地址',
  'too many rejected MAC1s': 'MAC1 屡被拒绝',
  'wrong MAC2s for one attempt': '同一笔支付屡送错误 MAC2',
  'the PPP said {} to what it brought': '它上报的扣款，PPP 答 {}',
  'the PPP found another TAC right': '它出示的 TAC 与 PPP 认定的不同',
  "an unproven number stands in a card's way": '它报的一笔未证实的支付挡住了一张卡',
  'a box stated that nothing was taken, then read a debit out of the log':
    '机顶盒先称未扣款，后又从卡片日志读出扣款',
  'the log shows the payment, the sequence has not moved': '日志有这笔扣款，卡片序号却没有动',
  'the log shows the payment, its MAC2 is wrong': '日志有这笔扣款，MAC2 却是错的',
  'the log shows the payment, without a proof': '日志有这笔扣款，但没有 MAC2 证明',
  'the sequence has not moved': '卡片序号没有动',
  'the sequence went back': '卡片序号倒退了',
  'the reader cannot tell whether the card has a proof': '读卡器说不清卡片有没有 MAC2 证明',
  'other purchases followed and the log cannot be read': '之后还有别的消费，日志读不出',
  'other purchases followed, ours is not among them': '之后还有别的消费，其中没有这一笔',
  'the card shows its number again': '这张卡又出示了同一个交易序号',
  'the log does not go back far enough': '日志不够长，查不到这一笔',
  'people decided again': '由人重新认定',
  'people decided that it was debited': '此前由人认定已扣款',
  'people decided that it was not debited': '此前由人认定未扣款',
  'too many different MAC2s: the HSM is asked about no other until evidence is noted here':
    '不同的 MAC2 送得太多：在这里补充证据之前，不再问加密机',
  'the card shows the same number with the price gone': '卡片序号没变，余额却少了这笔钱',
  'the same MAC2 paid for attempt {}': '同一个 MAC2 已付过支付 {}',
  'a right MAC2 for a number that paid for attempt {}':
    '这个卡片序号已付过支付 {}，又来了一个正确的 MAC2',
  'a right MAC2 for a number that people gave to attempt {}: follow the signature':
    '这个卡片序号此前由人认定付了支付 {}，现有正确的 MAC2：请以签名为准',
  'another attempt has a right MAC2 for the same number': '另一笔支付也有这个序号的正确 MAC2',
  "the card's number paid for attempt {}": '这个卡片序号付的是支付 {}',
  'the card paid at another box, where its log could not show what it bought before':
    '卡片在另一台机顶盒付了款，那里读到的日志说明不了它之前买过什么',
  'the PPP said that the TAC is wrong; nothing is opened': 'PPP 答 TAC 错误，没有开通',
  'the PPP says that its TAC is wrong': 'PPP 答 TAC 错误',
  'the PPP said {}': 'PPP 答 {}',
  'PPP said {}': 'PPP 答 {}',
  'paid back by bank, and booked at BOSS as well': '已由银行退款，BOSS 又开通或退回了账户',
  'the PPP has debit {}, we have not': 'PPP 有序号 {} 的扣款，平台没有',
  'the PPP pays it: it is in the closing file of {}': 'PPP 会付：已列入 {} 的清算文件',
  'the PPP pays it: BOSS is asked to open the service': 'PPP 会付：请 BOSS 开通',
  'the PPP accepts it after all': 'PPP 最终接受了',
  'another one is with the PPP': '另一个 TAC 正在 PPP 核验',
  'claimed next; {} brought it': '下次用它请款，由 {} 出示',
  'the card gave its TAC': '卡片给出了 TAC',
  'nothing was taken': '没有扣款',
  'the box says that nothing was taken': '机顶盒称没有扣款',
  'the debit is known by {}': '扣款已证实（{}）',
  'BOSS gave no final answer in time': 'BOSS 一直没有最终答复',
  'BOSS opened it for {} fen': 'BOSS 按 {} 分开通',
  'BOSS never said whether it booked it': 'BOSS 没有说是否已补记',
  'BOSS refuses the credit': 'BOSS 拒绝补记',
  'BOSS booked it': 'BOSS 已补记',
  'it pays for the order now': '这笔扣款现用于支付该订单',
  'BOSS has opened the service after all': 'BOSS 最终开通了业务',
  'no answer': '没有应答',
  'BOSS is asked, and told again if it has nothing': '先问 BOSS，没有记录就再报一次',
  'BOSS is asked and told until it answers': '反复询问并上报 BOSS，直到答复',
  'BOSS is asked for the credit until it answers': '反复请 BOSS 补记，直到答复',
  'it goes into the next batch': '进入下一批次',
  'its terminal number is frozen': '终端号已冻结',
  'the day is sent again, so that both sides compute their totals again':
    '重发这一天，双方重算合计',
  'in no batch yet': '还不在任何批次中',
  'its batch is not answered: {}': '所在批次没有答复：{}',
  'no TAC: claimed by hand': '没有 TAC：由人工请款',
  'accepted, and not among what is paid': 'PPP 已接受，但不在付款之列',
  'our debit for {}, as another order': '是我方订单 {} 的扣款，却记在另一订单名下',
  'paid under {} as well': '{} 也付过这一笔',
  'paid twice; the first is kept': '付了两次，保留第一次',
  'reported twice; the first is kept': '报了两次，保留第一次',
  'an attempt is in doubt: the card has not been back': '有一笔支付存疑：卡片还没有回来',
  'BOSS has it once more; the first is kept': 'BOSS 又有一次，保留第一次',
  'our payment of {}: too far away for timing': '是我方 {} 的支付：相隔太远，不是时间差',
  'BOSS books it under {}': 'BOSS 记在 {}',
  'BOSS books it under no day': 'BOSS 没有记在任何一天',
  'BOSS counts {} and {} fen more than its rows explain':
    'BOSS 的合计比明细能说明的多 {} 笔、{} 分',
  'the difference is back': '差错又出现了',
  '{} of {} is cured': '{2} 的差错（{1}）已消除',
  'day {}': '业务日 {}',
  'the card began another payment': '卡片开始了另一笔支付',
  'started over': '重新开始',
  'the PSAM was not used in time': 'PSAM 没有按时使用',
  'the platform restarted': '平台重启',
  'the order is paid': '订单已付',
  'card said {}': '卡片答 {}',
  'box gave up: {}': '机顶盒放弃：{}',
  ', on until {}': '，到期 {}',
};

/** Whole notes that are too short to be looked for in others: what a card showed, what proved a debit, who signed in. */
const WORDS: Readonly<Record<string, string>> = {
  debited: '已扣款',
  'not-debited': '未扣款',
  logged: '只有日志为证',
  manual: '须由人判断',
  undecided: '还不能判断',
  'other-card': '另一张卡',
  clear: '卡片说明了是别的消费',
  unread: '日志说明不了',
  'by mac2': '以 MAC2 为证',
  'by people': '由人认定',
  'surplus, by mac2': '重复扣款，以 MAC2 为证',
  'surplus, by people': '重复扣款，由人认定',
  'written off': '已核销',
  'no day': '没有日期',
  clerk: '经办',
  supervisor: '主管',
  auditor: '审计',
};

const patterns = Object.entries(NOTES)
  .sort(([one], [other]) => other.length - one.length)
  .map(([english, chinese]) => {
    let group = 0;
    const told = chinese.replace(/\{(\d?)\}/g, (_, number) => `$${number || ++group}`);
    return [new RegExp(english.replaceAll('{}', '([\\w./-]+)'), 'g'), told] as const;
  });

/** The note for the reader. */
export function noteName(note: string): string {
  if (language.value === 'en') return note;
  if (Object.hasOwn(WORDS, note)) return WORDS[note]!;
  const told = patterns.reduce((text, [english, chinese]) => text.replace(english, chinese), note);
  return told === note ? note : told.replaceAll('; ', '；');
}

const OF_ATTEMPT = /^([0-9A-Z]{26}): (.*)$/s;

/** Why a box is on watch, and in which attempt. */
export function watchCause(why: string): { readonly cause: string; readonly attemptId?: string } {
  const [, attemptId, rest = why] = OF_ATTEMPT.exec(why) ?? [];
  const cause = noteName(rest);
  return {
    cause: cause.charAt(0).toUpperCase() + cause.slice(1),
    ...(attemptId === undefined ? {} : { attemptId }),
  };
}
