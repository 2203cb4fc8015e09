/** A catalogue without a platform: it answers from the sample data, and `sample` says what differs. */
import { signal } from '@preact/signals';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Timers } from '../../shared/time.ts';
import { fakeServices } from './fakeServices.ts';
import type { CatalogueSample } from './sample.ts';
import { pastOrders, receiptOf } from './sampleOrders.ts';
import { detailOf, services } from './sampleServices.ts';

const MONTHS = ['2026-11', '2026-08', '2026-05', '2025-12', '2025-11'];

export function fakeCatalogue(sample: CatalogueSample = {}, timers: Timers): Catalogue {
  const month = signal<string | null>(null);
  const history = sample.history ?? { state: 'ready' as const, value: pastOrders };
  const hasOrders = history.state === 'ready' && history.value.length > 0;

  return {
    ...fakeServices(sample, timers),
    subscriber: signal({
      name: '王*明',
      accountTail: '8538 **** 2107',
      area: { 'zh-CN': '城东', en: 'East' },
      dues: [],
    }),
    history: signal(history),
    service(serviceId) {
      const known = sample.services?.state === 'ready' ? sample.services.value : services;
      const service = known.find((candidate) => candidate.serviceId === serviceId) ?? services[0]!;
      return signal(sample.detail?.(service) ?? { state: 'ready', value: detailOf(service) });
    },
    months: signal(sample.months ?? (hasOrders ? MONTHS : [])),
    month,
    chooseMonth(next) {
      month.value = next;
    },
    receipt(orderId) {
      const orders = history.state === 'ready' ? history.value : [];
      return signal(receiptOf(orders.find((order) => order.orderId === orderId)));
    },
    needReceipt() {},
    cancelRenewal: () => signal(sample.cancelling ?? { state: 'asking' }),
    loadHistory() {},
    refresh() {},
    forget() {},
  };
}
