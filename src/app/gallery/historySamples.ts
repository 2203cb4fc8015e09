/** Orders, receipts and the end of renewals, in every state. */
import type { Step } from '../../payment/steps.ts';
import { households } from './recording.generated.ts';
import type { Sample } from './sample.ts';

const history: Step = { kind: 'history', unfinished: null };
const [MONTH] = households.day.months.slice(-1);

const looked = (id: string, title: string, more: Partial<Sample> = {}): Sample => ({
  id,
  title,
  step: history,
  household: 'day',
  ...more,
});

const cancelled = (id: string, network: Sample['network'] = {}): Sample =>
  looked(`renewal-${id}`, `取消续费，${id}`, {
    household: 'renewals',
    network,
    keys: ['ok', 'right', 'ok'],
  });

export const historySamples: readonly Sample[] = [
  looked('history', '缴费记录'),
  looked('history-wide', '缴费记录，名称最长', { household: 'wide' }),
  looked('history-empty', '缴费记录，空', { household: 'usual' }),
  looked('history-loading', '缴费记录，读取中', { network: { silent: 'orders' } }),
  looked('history-failed', '缴费记录，取不到', { network: { loses: 'orders' } }),
  looked('history-month', '缴费记录，一个月', { month: MONTH! }),
  looked('history-month-loading', '缴费记录，换月份', {
    month: MONTH!,
    network: { silent: 'month' },
  }),
  looked('history-month-failed', '缴费记录，这个月取不到', {
    month: MONTH!,
    network: { loses: 'month' },
  }),
  looked('history-receipt', '缴费记录，凭据', { keys: ['down', 'down', 'down', 'down', 'ok'] }),
  looked('history-receipt-wide', '缴费记录，凭据，名称最长', { household: 'wide', keys: ['ok'] }),
  looked('history-no-receipt', '缴费记录，没有凭据', { keys: ['down', 'down', 'ok'] }),
  looked('history-renewal', '缴费记录，可以取消续费', { household: 'renewals', keys: ['ok'] }),
  looked('history-renewal-by-phone', '缴费记录，只能电话取消续费', {
    household: 'renewals',
    keys: ['down', 'ok'],
  }),
  cancelled('asking', { silent: 'cancelRenewal' }),
  cancelled('done'),
  cancelled('unknown', { loses: 'cancelRenewal' }),
  cancelled('refused', { refusesToCancel: true }),
];
