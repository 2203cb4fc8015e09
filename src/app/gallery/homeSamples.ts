/** The long list and the search, in every state. */
import type { Step } from '../../payment/steps.ts';
import { type Sample, sceneSample } from './sample.ts';

const home: Step = { kind: 'home', unfinished: null };

/** All the home screens without an open payment. */
const browsed = (id: string, title: string, more: Partial<Sample> = {}): Sample => ({
  id,
  title,
  step: home,
  ...more,
});

export const homeSamples: readonly Sample[] = [
  sceneSample('home', '首页'),
  sceneSample('home-doubt', '首页，有待确认的缴费'),
  sceneSample('home-report', '首页，有待上报的扣款'),
  {
    id: 'home-unclear',
    title: '首页，有读不出的缴费',
    step: { kind: 'home', unfinished: { kind: 'unclear', ref: '7K3-0D42' } },
    notPlayed: 'only a platform that breaks its contract sends an order that cannot be read',
  },
  browsed('home-loading', '首页，读取中', { network: { silent: 'services' } }),
  browsed('home-failed', '首页，取不到', { network: { loses: 'services' } }),
  browsed('home-page-failed', '首页，一页取不到', {
    household: 'many',
    network: { losesFrom: 48 },
    keys: ['pageDown', 'pageDown', 'pageDown', 'pageDown', 'pageDown', 'pageDown'],
  }),
  browsed('home-jump', '首页，输入业务号', {
    household: 'many',
    keys: ['9', '3', '2'],
    isStill: true,
  }),
  browsed('home-wide', '首页，每项都宽', { household: 'wide' }),
  browsed('search-wide', '搜索，每项都宽', { household: 'wide', query: '9' }),
  browsed('search', '搜索，还没有输入', { household: 'many', query: '' }),
  browsed('search-found', '搜索，有结果', {
    household: 'many',
    query: 'BJ',
    keys: ['right', 'right', 'right', 'right', 'right', 'right', 'down'],
  }),
  browsed('search-number', '搜索，按业务号', { query: '1' }),
  browsed('search-nothing', '搜索，没有找到', { household: 'many', query: 'XYZQWERTYUIO' }),
  browsed('search-failed', '搜索，取不到', { network: { loses: 'services' }, query: 'DS' }),
  browsed('home-thousands', '首页，一万项业务', { household: 'many', network: { isSlow: true } }),
];
