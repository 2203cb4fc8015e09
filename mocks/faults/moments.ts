/** Moments of a payment at which a fault can be asked for in an address: `card-pulled@init`. */
import type { Text } from '../../src/shared/text.ts';

interface Moment {
  readonly title: Text;
  /** The instruction byte of a command to the card. */
  readonly command?: number;
  /** A request of the portal. */
  readonly request?: { readonly method: 'GET' | 'POST'; readonly pathEnd: string };
}

const words = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });
const command = (chinese: string, english: string, ins: number): Moment => ({
  title: words(chinese, english),
  command: ins,
});
const request = (
  chinese: string,
  english: string,
  method: 'GET' | 'POST',
  pathEnd: string,
): Moment => ({ title: words(chinese, english), request: { method, pathEnd } });

const moments = {
  start: request('启动查询时', 'as the portal starts', 'GET', '/orders'),
  quote: request('报价时', 'at the quote', 'POST', '/quotes'),
  order: request('确认时', 'at the order', 'POST', '/orders'),
  select: command('选择应用时', 'at SELECT', 0xa4),
  read: command('读卡信息时', 'at READ BINARY', 0xb0),
  balance: command('查余额时', 'at GET BALANCE', 0x5c),
  attempt: request('申请支付时', 'at the attempt', 'POST', '/attempts'),
  init: command('初始化时', 'at INIT', 0x50),
  authorise: request('申请 MAC1 时', 'at MAC1', 'POST', '/authorise'),
  debit: command('扣款时', 'at DEBIT', 0x54),
  report: request('上报时', 'at the report', 'POST', '/report'),
  receipt: request('取回执时', 'at the receipt', 'GET', '/receipt'),
} as const satisfies Readonly<Record<string, Moment>>;

export type MomentId = keyof typeof moments;
export const momentOf = (id: MomentId): Moment => moments[id];
export const isMomentId = (text: string): text is MomentId => Object.hasOwn(moments, text);

export const isCommandOf = (id: MomentId, ins: number | undefined): boolean =>
  momentOf(id).command === ins;
export function isRequestOf(
  id: MomentId,
  { method, url }: Pick<Request, 'method' | 'url'>,
): boolean {
  const asked = momentOf(id).request;
  return asked?.method === method && new URL(url).pathname.endsWith(asked.pathEnd);
}
