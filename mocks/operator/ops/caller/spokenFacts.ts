/** Money, moments and services as they are said on the telephone, in Chinese and in English. */
import { type Fen, formatYuan } from '../../../../src/shared/money.ts';
import { chinaTime, type Instant } from '../../../../src/shared/time.ts';
import { type AttemptRow, monthsOf, type OrderRow } from '../../tsp/books/rows.ts';
import type { Situation } from './situation.ts';

export interface Said {
  readonly zh: string;
  readonly en: string;
}

const MONTHS = [
  'January February March April May June',
  'July August September October November December',
]
  .join(' ')
  .split(' ');

const money = (fen: Fen): Said => ({ zh: `${formatYuan(fen)} 元`, en: `¥${formatYuan(fen)}` });

/** `2027-02-22` or `20270222`. */
export function spokenDay(date: string): Said {
  const digits = date.replace(/\D/g, '');
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(
    Number,
  );
  return {
    zh: `${year} 年 ${month} 月 ${day} 日`,
    en: `${day} ${MONTHS[month! - 1]} ${year}`,
  };
}

/** Without the year: callers speak of the last weeks. A year that is over is said. */
export function spokenMoment(at: Instant, now: Instant): Said {
  const { date, time } = chinaTime(at);
  const clock = `${time.slice(0, 2)}:${time.slice(2, 4)}`;
  const day = spokenDay(date);
  const year = date.slice(0, 4);
  const isThisYear = chinaTime(now).date.startsWith(year);
  return {
    zh: `${isThisYear ? day.zh.slice(7) : day.zh} ${clock}`,
    en: `${isThisYear ? day.en.slice(0, -5) : day.en}, ${clock}`,
  };
}

interface SpokenFacts {
  readonly amount: Said;
  /** Of the payment, the attempt, or else the order. */
  readonly at: Said;
  /** `基本收视 12 个月` */
  readonly service: Said;
  /** `（尾号 0018 的卡）`, or nothing. */
  readonly card: Said;
  readonly ref: string;
}

const momentOf = (order: OrderRow, attempt: AttemptRow | undefined): Instant =>
  attempt?.mac1?.issuedAt ?? order.paidAt ?? order.confirmedAt ?? order.createdAt;

export function spokenFacts(order: OrderRow, { attempt }: Situation, now: Instant): SpokenFacts {
  const months = monthsOf(order);
  const { title } = order.quote;
  const tail = attempt?.cardTail ?? order.cardTail;
  return {
    amount: money(attempt?.amountFen ?? order.quote.amountFen),
    at: spokenMoment(momentOf(order, attempt), now),
    service: {
      zh: `${title['zh-CN']} ${months} 个月`,
      en: `${title.en ?? title['zh-CN']}, ${months} ${months === 1 ? 'month' : 'months'}`,
    },
    card:
      tail === undefined ? { zh: '', en: '' } : { zh: `尾号 ${tail} 的`, en: ` ending in ${tail}` },
    ref: order.ref,
  };
}

export const spokenMoney = money;
