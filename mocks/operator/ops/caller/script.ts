/** What to say to the caller now: the order that the call is about, then what is open, then what stands in the way. Pure. */
import type { Instant } from '../../../../src/shared/time.ts';
import { defined } from '../base/definedFields.ts';
import type { Schemas } from '../base/opsTypes.ts';
import { orderWords, toldCase } from './orderWords.ts';
import {
  besides,
  type OrderFacts,
  type Situation,
  type SituationName,
  secondDebits,
  situationOf,
} from './situation.ts';
import { type Said, spokenDay, spokenMoney } from './spokenFacts.ts';

type Line = Schemas['ScriptLine'];
type Text = Schemas['Find']['area'] & object;

interface ScriptFacts {
  /** Newest first. */
  readonly orders: readonly OrderFacts[];
  /** The order that the call is about. */
  readonly about?: string | undefined;
  readonly boxes: readonly Pick<Schemas['SubscriberBox'], 'stbId' | 'blocked' | 'blockedAtBoss'>[];
  readonly dues: readonly Schemas['SubscriberPage']['dues'][number][];
  readonly now: Instant;
}

/** Said also when the call is about something else, in this order. */
const URGENT: readonly SituationName[] = [
  'doubt',
  'paying',
  'secondDebit',
  'withPeople',
  'refundDue',
  'creditDue',
  'opening',
  'deniedByBox',
];

const text = ({ zh, en }: Said): Text => ({ 'zh-CN': zh, en });

/** For the person who reads it out, where a case is none of the caller's business. */
function noteOf({ cases }: OrderFacts): Text | undefined {
  const hidden = cases.filter((row) => row !== toldCase([row]));
  if (hidden.length === 0) return undefined;
  const numbers = hidden.map(({ caseNo }) => caseNo).join('、');
  return text({
    zh: `对账工单 ${numbers} 与客户无关，不必提。`,
    en: `Case ${numbers} is between us and our partners: no word of it.`,
  });
}

function linesOf(facts: OrderFacts, now: Instant): Line[] {
  const { orderId } = facts.order;
  const line = (situation: Situation): Line =>
    defined({
      situation: situation.name,
      say: text(orderWords(facts, situation, now)),
      note: noteOf(facts),
      money: situation.money,
      orderId,
      caseNo: toldCase(facts.cases)?.caseNo,
    });
  return [situationOf(facts), ...besides(facts), ...secondDebits(facts)].map(line);
}

function boxLine(stbId: string, hasOthers: boolean): Line {
  const tail = stbId.slice(-4);
  const others = hasOthers
    ? { zh: '您别的机顶盒照常可以缴费。', en: ' Your other boxes pay as before.' }
    : { zh: '', en: '' };
  return {
    situation: 'boxBlocked',
    money: 'untouched',
    say: text({
      zh: `您号码末四位是 ${tail} 的机顶盒停用了，它不能缴费。${others.zh}请带身份证到营业厅核实，核实后就能恢复。`,
      en: `Your box whose number ends in ${tail} is blocked and cannot pay.${others.en} Please come to a counter with your identity card; then it is let in again.`,
    }),
    note: text({
      zh: '停用原因只供内部查看，不要告诉来电人。主管核实身份后可以恢复。',
      en: 'Why it is blocked is not for callers. A supervisor lets it in when the identity is proven.',
    }),
  };
}

function dueLine(due: ScriptFacts['dues'][number]): Line {
  const { zh, en } = spokenMoney(due.amountFen);
  const day = spokenDay(due.dueDate);
  return {
    situation: 'arrears',
    money: 'untouched',
    say: text({
      zh: `您的${due.title['zh-CN']}欠费 ${zh}，应在 ${day.zh} 前缴。请先在电视上缴清这一项，别的业务才能办。`,
      en: `${due.title.en ?? due.title['zh-CN']} is overdue: ${en}, due on ${day.en}. Please pay this first at the television; other services can be taken then.`,
    }),
  };
}

const NOTHING: Line = {
  situation: 'nothing',
  money: 'untouched',
  say: text({
    zh: '您名下没有正在处理的缴费。请告诉我电视上的查询码，或者缴费的时间、金额和卡的末四位，我再查一下。',
    en: 'Nothing is being worked on for you. Please tell me the reference on the television, or when you paid, how much, and the last four digits of the card.',
  }),
};

export function scriptFor({ orders, about, boxes, dues, now }: ScriptFacts): Line[] {
  const all = orders.map((facts) => ({ facts, lines: linesOf(facts, now) }));
  const meant = all.find(({ facts }) => facts.order.orderId === about)?.lines ?? [];
  const others = all
    .filter(({ facts }) => facts.order.orderId !== about)
    .flatMap(({ lines }) => lines);
  const urgent = others
    .filter(({ situation }) => URGENT.includes(situation))
    .sort((a, b) => URGENT.indexOf(a.situation) - URGENT.indexOf(b.situation));
  // Nobody calls about a price that was looked at.
  const newest = all.find(({ facts }) => facts.order.state !== 'QUOTED')?.lines ?? [];
  const first = [...meant, ...urgent];
  const blocked = boxes.filter((box) => box.blocked || box.blockedAtBoss);
  const told = first.length > 0 ? first : newest;
  return [
    ...told,
    ...blocked.map(({ stbId }) => boxLine(stbId, blocked.length < boxes.length)),
    ...dues.filter(({ isOverdue }) => isOverdue).map(dueLine),
    ...(told.length > 0 ? [] : [NOTHING]),
  ];
}
