/** The services of the samples behind the same interface as the platform's, so that lists work as on a box. */
import { createServices } from '../../catalogue/createServices.ts';
import type { Services } from '../../catalogue/serviceList.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Timers } from '../../shared/time.ts';
import type { Tsp } from '../../tsp/tspClient.ts';
import type { TspError } from '../../tsp/tspError.ts';
import type { Service } from '../../tsp/tspTypes.ts';
import type { CatalogueSample } from './sample.ts';
import { services as usual } from './sampleServices.ts';

const CATEGORIES: readonly [id: string, chinese: string, english: string][] = [
  ['basic', '基本收视', 'Basic TV'],
  ['pay', '付费频道', 'Premium'],
  ['vod', '互动点播', 'On demand'],
  ['net', '宽带', 'Broadband'],
  ['kids', '少儿', 'Children'],
  ['sport', '体育', 'Sports'],
  ['opera', '戏曲', 'Opera'],
  ['learn', '教育', 'Learning'],
];

const lost = fail<TspError>({ kind: 'unreachable' });
const never = new Promise<never>(() => {});

const initials = ({ title }: Service): string =>
  (title.en ?? '')
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
    .toUpperCase();

const isFound = (service: Service, q: string): boolean =>
  /\d/.test(q) ? String(service.number).indexOf(q) === 0 : initials(service).indexOf(q) >= 0;

/** The services of `sample`; `timers` serve the pause after typing and the delay of long lists. */
export function fakeServices(sample: CatalogueSample, timers: Timers): Services {
  const categories = CATEGORIES.slice(0, sample.categories ?? 4).map(([id, chinese, english]) => ({
    id,
    title: { 'zh-CN': chinese, en: english },
  }));
  const given = sample.services ?? { state: 'ready', value: usual };
  const services: Tsp['services'] = async ({ category, q, number, from = 0, limit = 20 }) => {
    if (given.state === 'loading') return never;
    if (given.state === 'failed' || from >= (sample.failsFrom ?? from + 1)) return lost;
    if (sample.isSlow) await new Promise<void>((resolve) => timers.after(250, resolve));
    const all = given.value.filter(
      (service) =>
        (category === undefined || service.category === category) && (!q || isFound(service, q)),
    );
    const first = all.findIndex((service) => service.number >= (number ?? 0));
    const start = number === undefined ? from : first < 0 ? all.length : first;
    const items = all.slice(start, start + limit);
    return ok({ items, from: start, total: all.length, categories });
  };
  const { reload: _, ...made } = createServices({ services }, timers);
  made.services.retry();
  if (sample.query !== undefined) made.search(sample.query);
  return made;
}
