/** Why a payment was refused, by the platform or by what the box found, and one step that helps: as it is said to a caller. */

type Words = readonly [chinese: string, english: string];

interface Cause {
  readonly why: Words;
  readonly step: Words;
}

const cause = (why: Words, step: Words): Cause => ({ why, step });

const ANOTHER_CARD: Words = ['请换一张卡再缴', 'please pay with another card'];
const LATER: Words = ['请过几分钟再试一次', 'please try again in a few minutes'];
const CHOOSE_AGAIN: Words = [
  '请在电视上重新选择这项业务，再缴一次',
  'please choose the service on the television again and pay',
];

const INSERT_AGAIN: Words = [
  '请擦净芯片，芯片朝上，重新插到底',
  'please wipe the chip and insert the card again, all the way',
];
const RESTART: Words = [
  '请关掉机顶盒，等一分钟再开',
  'please switch the box off, wait a minute, and on again',
];
const HISTORY: Words = [
  '请在电视的缴费记录里看结果，先不要再缴',
  'please look at the payment records on the television, and do not pay again yet',
];

/** By a code of the platform's problems, or by the name that the box gives. */
const CAUSES: Readonly<Record<string, Cause>> = {
  'card.unsupported': cause(
    ['这张卡没有可以用的电子钱包', 'this card has no purse that can pay here'],
    ['请换一张有电子钱包的金融 IC 卡', 'please use a bank card that has an e-purse'],
  ),
  'card.blocked': cause(
    ['这张卡已被停用', 'this card is blocked'],
    ['请换一张卡，并联系发卡银行', 'please use another card, and ask the bank of this one'],
  ),
  'card.expired': cause(
    ['这张卡已过有效期', 'this card is not valid any more'],
    ['请换一张卡，并联系发卡银行', 'please use another card, and ask the bank of this one'],
  ),
  'card.insufficient': cause(
    ['卡里电子钱包的余额不够', 'there is not enough in the purse of the card'],
    [
      '请先到银行给电子钱包充值，或者换一张卡',
      'please load the purse at the bank, or use another card',
    ],
  ),
  'card.counter_exhausted': cause(
    ['这张卡的缴费次数已用完', 'this card has made its last payment'],
    ANOTHER_CARD,
  ),
  'card.unresolved': cause(
    ['这张卡以前有一笔缴费还没有结果', 'an earlier payment with this card has no result yet'],
    [
      '请把卡插到当时用的机顶盒上，先核对那一笔',
      'please insert the card in the box that was used then, so that it is checked first',
    ],
  ),
  'card.mismatch': cause(
    ['插入的不是原来那张卡', 'it was not the card of the payment'],
    ['请插入原来那张卡', 'please insert the card of the payment'],
  ),
  'mac.card_rejected': cause(
    ['卡片没有接受这次缴费', 'the card did not accept the payment'],
    ['请再试一次；还是不行，就换一张卡', 'please try once more, then use another card'],
  ),
  'psam.none_for_card': cause(
    ['我们还不能受理这家银行的卡', 'cards of this bank are not accepted here yet'],
    ANOTHER_CARD,
  ),
  'psam.busy': cause(['当时缴费的客户太多', 'too many people were paying just then'], LATER),
  'rate.limited': cause(['短时间内试的次数太多', 'it was tried too often in a short time'], LATER),
  'hsm.unavailable': cause(['当时系统繁忙', 'our system was busy just then'], LATER),
  'boss.unavailable': cause(
    ['当时营业系统没有应答', 'our customer system did not answer just then'],
    LATER,
  ),
  'payments.paused': cause(
    ['当时缴费正暂停', 'payments were paused just then'],
    ['请晚些时候再试', 'please try again later'],
  ),
  'boss.rejected': cause(
    ['这项业务现在不能办理', 'this service cannot be taken at present'],
    [
      '请看电视上写的原因，或者到营业厅办理',
      'please go by what the television says, or come to a counter',
    ],
  ),
  'quote.expired': cause(
    [
      '确认前等得太久，价格要重新算',
      'it waited too long, and the price had to be worked out again',
    ],
    CHOOSE_AGAIN,
  ),
  'quote.changed': cause(['价格刚好有变化', 'the price had just changed'], CHOOSE_AGAIN),
  'order.already_paying': cause(
    ['这项业务有一笔缴费还没有结束', 'a payment for this service has not ended yet'],
    HISTORY,
  ),
  'order.already_paid': cause(
    ['这项业务已经缴过了', 'this service is paid already'],
    ['不用再缴，可以在缴费记录里看到', 'there is no need to pay; the payment records show it'],
  ),
  'portal.outdated': cause(
    ['机顶盒里的程序需要更新', 'the program of the box has to be updated'],
    RESTART,
  ),
  'stb.unknown': cause(
    ['系统还不认识这台机顶盒', 'the box is not registered'],
    ['我帮您登记，由技术人员处理', 'I note it for our technicians'],
  ),
  'attempt.in_doubt': cause(
    ['卡片有没有扣款还不清楚', 'it is not known yet whether money left the card'],
    ['请把那张卡插回机顶盒', 'please insert that card in the box again'],
  ),
  'card-unreadable': cause(['卡片读不出来', 'the card cannot be read'], INSERT_AGAIN),
  'card-removed': cause(
    ['付款时卡被拔出来了', 'the card was pulled out during the payment'],
    [
      '请把同一张卡插回去，等屏幕说可以了再拔',
      'please insert the same card, and leave it in until the screen says so',
    ],
  ),
  'reader-lost': cause(
    ['读卡器断开了', 'the card reader was disconnected'],
    ['请插紧读卡器，再按 OK 键', 'please plug the card reader in, then press OK'],
  ),
  'reader-held': cause(
    ['读卡器正被别的程序占用', 'another program is using the card reader'],
    LATER,
  ),
  'card-wait-over': cause(
    ['等插卡的时间过了', 'no card came in time'],
    ['请准备好卡，再按 OK 键', 'please have the card at hand, then press OK'],
  ),
  'not-charged': cause(
    ['已经查明这一次没有缴成', 'it was found that this payment did not go through'],
    ['请看缴费记录，需要时再缴', 'please look at the payment records, and pay if it is needed'],
  ),
  cancelled: cause(
    ['缴费取消了', 'the payment was cancelled'],
    ['需要时可以重新选择', 'it can be chosen again at any time'],
  ),
  offline: cause(
    ['机顶盒没有连上网络', 'the box has no network'],
    ['请检查网线，再等几分钟', 'please check the network cable, and wait a few minutes'],
  ),
  'box-silent': cause(['机顶盒没有应答', 'the box did not answer'], RESTART),
  crash: cause(['屏幕上的程序出错了', 'the program on the screen failed'], RESTART),
  internal: cause(['系统出了点问题', 'something went wrong on our side'], LATER),
  'stb.blocked': cause(
    ['这台机顶盒已停用', 'this box is blocked'],
    ['请带身份证到营业厅核实', 'please come to a counter with your identity card'],
  ),
};

const OTHER = cause(['当时没有成功', 'it did not go through'], CHOOSE_AGAIN);

const known = (code: string | undefined): string =>
  code !== undefined && Object.hasOwn(CAUSES, code) ? code : '';

/** What it is called on the box, where the platform has a code for the same. */
const SAME: Readonly<Record<string, string>> = {
  'card-not-accepted': 'psam.none_for_card',
  'balance-too-small': 'card.insufficient',
  'card-blocked': 'card.blocked',
  'card-expired': 'card.expired',
  'card-unfinished': 'card.unresolved',
  'card-refused-debit': 'mac.card_rejected',
  'platform-busy': 'psam.busy',
  'boss-down': 'boss.unavailable',
  paused: 'payments.paused',
  'order-rejected': 'boss.rejected',
  'quote-expired': 'quote.expired',
  'quote-changed': 'quote.changed',
  'box-refused': 'stb.blocked',
  'portal-outdated': 'portal.outdated',
  'already-paying': 'order.already_paying',
  'already-paid': 'order.already_paid',
};

export const causeOf = (code: string | undefined): Cause =>
  CAUSES[Object.hasOwn(SAME, code ?? '') ? SAME[code!]! : known(code)] ?? OTHER;

/** Whether there are words for it. */
export const isKnownCause = (code: string): boolean => causeOf(code) !== OTHER;
