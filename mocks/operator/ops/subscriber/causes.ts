/** Why a payment was refused before its card could be debited, and one step that helps: as it is said to a caller. */
import type { ProblemCode } from '../../../../src/tsp/tspTypes.ts';

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

const CAUSES: { readonly [C in ProblemCode]?: Cause } = {
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
  'stb.blocked': cause(
    ['这台机顶盒已停用', 'this box is blocked'],
    ['请带身份证到营业厅核实', 'please come to a counter with your identity card'],
  ),
};

const OTHER = cause(['当时没有成功', 'it did not go through'], CHOOSE_AGAIN);

export const causeOf = (code: ProblemCode | undefined): Cause =>
  (code !== undefined && Object.hasOwn(CAUSES, code) ? CAUSES[code] : undefined) ?? OTHER;
