/** Stages, calls and alerts as the operator's staff call them. */
import { count, percent } from '../state/format.ts';
import { type Label, nameIn, say } from '../state/language.ts';
import type { Alert, DayFigures } from '../state/opsTypes.ts';
import { hrefOf } from '../state/route.ts';
import { parties } from './stateNames.ts';

export const stages: Readonly<Record<DayFigures['funnel'][number]['stage'], Label>> = {
  quoted: ['询价', 'Price asked for'],
  confirmed: ['确认', 'Confirmed'],
  attempted: ['插卡', 'Card put in'],
  debited: ['已扣款', 'Debited'],
  served: ['已开通', 'Opened'],
};

/** What boxes ask the platform for. */
export const calls: Readonly<Record<string, Label>> = {
  openSession: ['机顶盒登录', 'Box signs in'],
  createQuote: ['询价', 'Price'],
  confirmOrder: ['确认', 'Confirmation'],
  startAttempt: ['租用 PSAM', 'PSAM'],
  authorise: ['授权扣款', 'Authorisation'],
  report: ['上报扣款', 'Debit report'],
};

const clock = (minutes: number): string =>
  minutes < 120
    ? say(`${minutes} 分钟`, `${minutes} min`)
    : say(`${Math.floor(minutes / 60)} 小时`, `${Math.floor(minutes / 60)} h`);

interface AlertWords {
  /** What has happened, with its figures. */
  readonly what: string;
  /** What to do. */
  readonly todo: string;
  /** The page where it is done. */
  readonly href?: string;
}

const room = (megabytes: number): string =>
  megabytes < 1_024 ? `${count(megabytes)} MB` : `${(megabytes / 1_024).toFixed(1)} GB`;

export function alertWords({ id, value, limit, date = '', party = 'boss' }: Alert): AlertWords {
  switch (id) {
    case 'doubt-old':
      return {
        what: say(
          `有存疑支付已 ${clock(value)}（限 ${clock(limit)}）`,
          `A payment has been in doubt for ${clock(value)} (limit ${clock(limit)})`,
        ),
        todo: say('请客户把卡插回机顶盒', 'Ask the customer to put the card in again'),
        href: hrefOf('doubts'),
      };
    case 'boss-queue':
      return {
        what: say(
          `已扣款 ${clock(value)} 未开通（限 ${clock(limit)}）`,
          `Paid for ${clock(value)} and not opened (limit ${clock(limit)})`,
        ),
        todo: say('请查 BOSS 的开通接口', 'Look at the opening of services at BOSS'),
        href: hrefOf('orders', undefined, { state: 'ACTIVATING' }),
      };
    case 'refusals-high':
      return {
        what: say(
          `近一小时 ${percent(value / 100)} 未成（限 ${percent(limit / 100)}）`,
          `${percent(value / 100)} failed within an hour (limit ${percent(limit / 100)})`,
        ),
        todo: say('请看未成的原因', 'Look at why payments failed'),
      };
    case 'pool-short':
      return {
        what: say(
          `空闲 PSAM 只有 ${percent(value / 100)}（限 ${percent(limit / 100)}）`,
          `Only ${percent(value / 100)} of the PSAMs are free (limit ${percent(limit / 100)})`,
        ),
        todo: say('请查停用与冻结的 PSAM', 'Look at PSAMs that are out or frozen'),
        href: hrefOf('pool'),
      };
    case 'day-unsettled':
      return {
        what: say(
          `${dateOf(date)} 日切 ${count(value)} 小时后仍未对账（限 ${count(limit)} 小时）`,
          `${dateOf(date)} is not settled ${count(value)} h after its end (limit ${count(limit)} h)`,
        ),
        todo: say('请看缺哪一方的文件', 'See whose files are missing'),
        href: hrefOf('days', date),
      };
    case 'disk-low':
      return {
        what: say(
          `磁盘只剩 ${room(value)}（限 ${room(limit)}）`,
          `Only ${room(value)} are left on the disk (limit ${room(limit)})`,
        ),
        todo: say('请腾出空间：磁盘写满后停止受理', 'Make room: with a full disk nothing is taken'),
      };
    case 'party-down':
      return {
        what: say(`${nameIn(parties, party)} 无应答`, `${nameIn(parties, party)} does not answer`),
        todo: say('请查线路与对方系统', 'Look at the line and at the other system'),
      };
    default:
      return { what: id, todo: '' };
  }
}

const dateOf = (date: string): string => `${date.slice(4, 6)}-${date.slice(6, 8)}`;
