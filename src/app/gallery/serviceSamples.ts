/** One service in every state. */
import type { Step } from '../../payment/steps.ts';
import { type Sample, sceneSample } from './sample.ts';

const service = (serviceId: string): Step => ({ kind: 'service', serviceId, unfinished: null });

const opened = (
  id: string,
  title: string,
  serviceId: string,
  more: Partial<Sample> = {},
): Sample => ({ id, title, step: service(serviceId), ...more });

export const serviceSamples: readonly Sample[] = [
  sceneSample('service', '业务'),
  sceneSample('service', '画面还在路上', { id: 'coming', isComing: true }),
  sceneSample('service', '业务，读取中', { id: 'service-loading', network: { silent: 'service' } }),
  sceneSample('service', '业务，取不到', { id: 'service-failed', network: { loses: 'service' } }),
  opened('service-new', '业务，没买过', 'film4k'),
  opened('service-expired', '业务，已过期', 'karaoke'),
  opened('service-wide', '业务，名称最长，六种期限', 'wide5', { household: 'wide' }),
  opened('service-wide-phone', '业务，价格最高', 'wide1', { household: 'wide' }),
  sceneSample('service-renewing', '业务，按月续费'),
  opened('service-renewing-phone', '业务，只能电话取消续费', 'broadband300'),
  sceneSample('service-renewing', '业务，取消续费', {
    id: 'service-renewal',
    keys: ['left', 'right', 'ok'],
  }),
  sceneSample('service', '业务，一页看懂', { id: 'service-summary', keys: ['left', 'ok'] }),
  sceneSample('service-renewing', '业务，一页看懂，按月续费', {
    id: 'service-summary-renewing',
    keys: ['left', 'ok'],
  }),
  sceneSample('service', '业务，全文', {
    id: 'service-text',
    keys: ['left', 'ok', 'down', 'down', 'down', 'down'],
  }),
  opened('service-text-wide', '业务，全文，名称最长', 'wide5', {
    household: 'wide',
    keys: ['left', 'ok', 'down', 'down', 'down', 'down'],
  }),
];
