/** Receipts, renewals and terms in every state. */
import type { Cancelling } from '../../catalogue/catalogue.ts';
import type { Step } from '../../payment/steps.ts';
import type { Sample } from './sample.ts';
import { order, pastOrders } from './sampleOrders.ts';
import { renewing, renewingLong } from './sampleServices.ts';

const service: Step = { kind: 'service', serviceId: 'basic', unfinished: null };
const history: Step = { kind: 'history', unfinished: null };
const MONTHS = ['2026-11', '2026-08', '2025-12'];

const CANCELLINGS: readonly [id: string, cancelling: Cancelling][] = [
  ['asking', { state: 'asking' }],
  ['done', { state: 'done', subscription: { state: 'expiring', validTo: '2026-11-30' } }],
  ['unknown', { state: 'unknown', ref: '7K3-0D42' }],
  [
    'refused',
    {
      state: 'refused',
      problem: {
        type: 'urn:tsp:problem:renewal.not_cancellable',
        title: '',
        status: 409,
        code: 'renewal.not_cancellable',
        money: 'untouched',
        retry: 'no',
        ref: '7K3-0D42',
      },
    },
  ],
];

const HUNDREDS = Array.from({ length: 400 }, (_, index) => ({
  ...pastOrders[index % pastOrders.length]!,
  orderId: `01JDB7H${index}`,
}));

export const orderSamples: readonly Sample[] = [
  {
    id: 'history-hundreds',
    title: '缴费记录，四百笔',
    step: history,
    catalogue: { history: { state: 'ready', value: HUNDREDS } },
    keys: ['pageDown', 'pageDown', 'down'],
  },
  {
    id: 'history-month-loading',
    title: '缴费记录，换月份',
    step: history,
    catalogue: { history: { state: 'loading' }, months: MONTHS },
  },
  {
    id: 'history-month-failed',
    title: '缴费记录，这个月取不到',
    step: history,
    catalogue: { history: { state: 'failed', problem: null }, months: MONTHS },
  },
  { id: 'history-receipt', title: '缴费记录，凭据', step: history, keys: ['ok'] },
  {
    id: 'history-no-receipt',
    title: '缴费记录，没有凭据',
    step: history,
    keys: ['down', 'down', 'down', 'down', 'down', 'down', 'ok'],
    catalogue: { history: { state: 'ready', value: [order('CANCELLED')] } },
  },
  {
    id: 'history-renewal',
    title: '缴费记录，可以取消续费',
    step: history,
    catalogue: { detail: renewing(true) },
    keys: ['ok'],
  },
  {
    id: 'history-renewal-by-phone',
    title: '缴费记录，只能电话取消续费',
    step: history,
    catalogue: { detail: renewing(false) },
    keys: ['ok'],
  },
  ...CANCELLINGS.map(
    ([id, cancelling]): Sample => ({
      id: `renewal-${id}`,
      title: `取消续费，${id}`,
      step: history,
      catalogue: { detail: renewing(true), cancelling },
      keys: ['ok', 'right', 'ok'],
    }),
  ),
  {
    id: 'service-renewing',
    title: '业务，按月续费',
    step: service,
    catalogue: { detail: renewing(true) },
  },
  {
    id: 'service-renewing-long',
    title: '业务，按月续费，名称两行',
    step: { ...service, serviceId: 'broadband' },
    catalogue: { detail: renewing(true, '2027-04-01', '2027-03-31') },
  },
  {
    id: 'service-renewing-longest',
    title: '业务，按月续费，名称很长',
    step: { ...service, serviceId: 'broadband' },
    catalogue: { detail: renewingLong },
  },
  {
    id: 'service-renewal',
    title: '业务，取消续费',
    step: service,
    catalogue: { detail: renewing(true) },
    keys: ['left', 'right', 'ok'],
  },
  { id: 'service-summary', title: '业务，一页看懂', step: service, keys: ['left', 'ok'] },
  {
    id: 'service-summary-renewing',
    title: '业务，一页看懂，按月续费',
    step: service,
    catalogue: { detail: renewing(true) },
    keys: ['left', 'ok'],
  },
  {
    id: 'service-text',
    title: '业务，全文',
    step: service,
    keys: ['left', 'ok', 'down', 'down', 'down', 'down'],
  },
];
