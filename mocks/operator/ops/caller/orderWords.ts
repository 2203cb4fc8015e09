/**
 * What to say about one order. A sentence that money was taken, or was not, stands only where `Situation.money` says so; where it is
 * unknown the caller is told that it is being checked, and not to pay again.
 */
import type { Instant } from '../../../../src/shared/time.ts';
import type { CaseRow } from '../../tsp/books/cases.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { causeOf } from '../orders/causes.ts';
import type { OrderFacts, Situation } from './situation.ts';
import { type Said, spokenDay, spokenFacts, spokenMoment } from './spokenFacts.ts';

const said = (zh: string, en: string): Said => ({ zh, en });
const joined = (...parts: readonly Said[]): Said =>
  said(
    parts.map(({ zh }) => zh).join(''),
    parts
      .map(({ en }) => en)
      .filter(Boolean)
      .join(' '),
  );
const NOTHING = said('', '');

/** Cases that are between the operator and its partners: no word of them to a caller. */
const BEHIND_THE_COUNTER: readonly Schemas['CaseKind'][] = [
  'no-tac',
  'claim-rejected',
  'missing-at-ppp',
  'unknown-at-tsp',
  'amount-diff',
  'duplicate',
  'total-only',
  'card-blocked',
];

/** The case that a caller is told of, if there is one. */
export const toldCase = (cases: readonly CaseRow[]): CaseRow | undefined =>
  cases.find(({ kind }) => !BEHIND_THE_COUNTER.includes(kind));

/** How far people are. What they propose is nobody's business until a second person has approved it. */
function stage(row: CaseRow | undefined): Said {
  if (!row) return NOTHING;
  const { caseNo, state } = row;
  const number = said(`受理单号 ${caseNo}。`, `The case number is ${caseNo}.`);
  switch (state) {
    case 'OPEN':
      return joined(
        said('已经登记，马上有专人接手。', 'It is registered, and somebody takes it up.'),
        number,
      );
    case 'ASSIGNED':
    case 'EVIDENCE':
      return joined(said('专人正在核实。', 'Somebody is looking into it.'), number);
    case 'PROPOSED':
      return joined(
        said(
          '专人已核实，正等另一位同事复核。',
          'It was looked into, and a colleague has to confirm it.',
        ),
        number,
      );
    case 'APPROVED':
    case 'POSTED':
      return joined(said('已经复核，正在办理。', 'It is confirmed and being carried out.'), number);
    case 'CLOSED':
      return NOTHING;
  }
}

const DO_NOT_PAY = said(
  '核对期间不会重复扣款，请不要再缴一次。',
  'While it is checked you are not charged a second time; please do not pay again.',
);

export function orderWords(facts: OrderFacts, situation: Situation, now: Instant): Said {
  const { order, cases, doubtUntil } = facts;
  const { amount, at, service, card, ref } = spokenFacts(order, situation, now);
  const told = toldCase(cases);
  const yours = said(
    `您 ${at.zh} 缴的 ${amount.zh}（${service.zh}）`,
    `The ${amount.en} you paid on ${at.en} (${service.en})`,
  );
  /** Says of no money that it moved. */
  const about = said(
    `您 ${at.zh} 的${service.zh}（${amount.zh}）`,
    `Your order of ${at.en} (${service.en}, ${amount.en})`,
  );
  const until = (order.to ?? order.quote.to) && spokenDay(order.to ?? order.quote.to);
  const receipt =
    order.receiptNo === undefined
      ? NOTHING
      : said(
          `交易流水 ${inFours(order.receiptNo)}。`,
          `The transaction number is ${inFours(order.receiptNo)}.`,
        );

  switch (situation.name) {
    case 'quoted':
      return joined(
        about,
        said(
          '只看了价格，还没有按确认，没有扣款。',
          'was looked at and not confirmed; nothing was charged.',
        ),
      );
    case 'confirmed':
      return joined(
        about,
        said(
          '已经确认，但还没有开始扣款，没有扣钱。请在电视上继续，把卡插进去就行。',
          'is confirmed, and its payment has not begun; nothing was charged. Please go on at the television and insert the card.',
        ),
      );
    case 'notPaid':
      return joined(
        about,
        said(
          '没有缴成：中途取消或者超时了，没有扣款。需要的话，可以在电视上重新缴。',
          'was not paid: it was cancelled or ran out, and nothing was charged. You may pay again at the television.',
        ),
      );
    case 'paying':
      return situation.money === 'untouched'
        ? joined(
            about,
            said(
              '正在缴，还没有扣款。请按电视上的提示做，先不要拔卡。',
              'is being paid, and nothing is charged yet. Please follow the television, and leave the card in.',
            ),
          )
        : joined(
            about,
            said(
              '正在处理，是否扣款还没有结果。卡还插着就不要拔；已经拔出来的，请把同一张卡插回机顶盒。请不要再缴一次。',
              'is being worked on, and it is not known yet whether money left the card. Leave the card in; if it was pulled out, insert the same card in the box again. Please do not pay again.',
            ),
            stage(told),
          );
    case 'doubt': {
      const wait =
        doubtUntil === undefined || told
          ? NOTHING
          : said(
              `最迟 ${spokenMoment(doubtUntil, now).zh} 转专人核实。`,
              `If not, somebody looks into it by ${spokenMoment(doubtUntil, now).en} at the latest.`,
            );
      return joined(
        about,
        said(
          '这笔钱是否扣款正在核对。',
          'is being checked: it is not known yet whether the card was charged.',
        ),
        DO_NOT_PAY,
        said(
          `请把${card.zh}那张卡插回机顶盒，一般马上就有结果。`,
          `Please insert the card${card.en} in the box again; that usually tells at once.`,
        ),
        wait,
        stage(told),
      );
    }
    case 'deniedByBox':
      return joined(
        about,
        said(
          '没有缴成。机顶盒说没有扣款，但卡片还没有证明，所以还要核对。',
          'did not go through. The box says that the card was not charged; the card has not proven it, so it is to be checked.',
        ),
        said(
          `请把${card.zh}那张卡插回机顶盒核对一下，有结果之前请不要再缴一次。`,
          `Please insert the card${card.en} in the box once more, and do not pay again before that.`,
        ),
        stage(told),
      );
    case 'opening':
      return joined(
        yours,
        said(
          '已经扣款，业务正在开通，一般几分钟就好，请不要再缴一次。',
          'was taken from the card. The service is being opened, mostly within minutes; please do not pay again.',
        ),
        receipt,
        stage(told),
      );
    case 'open':
      return joined(
        yours,
        said('已经到账，业务已开通', 'has arrived, and the service is open'),
        until ? said(`，到 ${until.zh}。`, `until ${until.en}.`) : said('。', '.'),
        receipt,
        told
          ? said(
              '这一笔我们还在核对，不用您操心。',
              'We are still checking something about it; you need not do anything.',
            )
          : NOTHING,
        stage(told),
      );
    case 'withPeople':
      return joined(
        yours,
        said(
          '已经扣款，业务还没有办好，由专人处理：开通或者退还。请不要再缴一次。',
          'was taken from the card and has not been served yet. Somebody sees to it: the service is opened, or the money goes back. Please do not pay again.',
        ),
        receipt,
        stage(told),
      );
    case 'creditDue':
      return joined(
        yours,
        said(
          '已经扣款，这项业务没能开通，钱正在退到您的电视账户。',
          'was taken from the card, and the service could not be opened. The money is on its way to your television account.',
        ),
        receipt,
        stage(told),
      );
    case 'credited':
      return joined(
        yours,
        said(
          '没能开通业务，钱已经退到您的电视账户，可以用来缴别的费用。',
          'could not be served. The money is in your television account and may pay for something else.',
        ),
        receipt,
      );
    case 'refundDue':
      return joined(
        yours,
        said(
          '已经扣款，这笔钱要退还给您，正在办理银行转账。',
          'was taken from the card, and the money goes back to you. The bank transfer is being arranged.',
        ),
        receipt,
        stage(told),
      );
    case 'refunded':
      return joined(
        yours,
        said(
          '已经通过银行转账退还，请查一下您的银行账户。',
          'was paid back by bank transfer; please look at your bank account.',
        ),
        receipt,
      );
    case 'refused': {
      const { why, step } = causeOf(situation.reason);
      return joined(
        about,
        said(
          `没有缴成，没有扣款：${why[0]}。${step[0]}。`,
          `was not paid, and nothing was charged: ${why[1]}. What helps: ${step[1]}.`,
        ),
      );
    }
    case 'notDebited':
      return joined(
        about,
        said('已经查明：没有扣款。', 'was checked: the card was not charged.'),
        order.paidBy === undefined
          ? said('需要的话，可以放心地重新缴。', 'You may safely pay again.')
          : said('业务照常可用，不用再缴。', 'The service stays as it is; you need not pay again.'),
      );
    case 'secondDebit':
      return joined(
        said(
          `您 ${at.zh} 这一笔 ${amount.zh} 是重复扣的，我们会退还给您，正在办理。`,
          `The ${amount.en} of ${at.en} was charged twice. The second goes back to you; it is being arranged.`,
        ),
        stage(told),
      );
    case 'secondReturned':
      return situation.attempt?.surplus === 'refunded'
        ? said(
            `您 ${at.zh} 重复扣的 ${amount.zh} 已经通过银行转账退还。`,
            `The ${amount.en} that was charged twice on ${at.en} was paid back by bank transfer.`,
          )
        : said(
            `您 ${at.zh} 重复扣的 ${amount.zh} 已经退到您的电视账户。`,
            `The ${amount.en} that was charged twice on ${at.en} is in your television account.`,
          );
    default:
      throw new Error(`${situation.name} of ${ref} is about no order`);
  }
}

/** As it is read out: `2026 1123 0000 0042`. */
const inFours = (number: string): string =>
  number.replace(/\D/g, '').replace(/(\d{4})(?=\d)/g, '$1 ');
