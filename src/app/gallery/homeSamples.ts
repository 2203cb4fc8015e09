/** The long list and the search, in every state. */
import type { Step } from '../../payment/steps.ts';
import type { Sample } from './sample.ts';
import { doubt, order } from './sampleOrders.ts';
import { manyServices, services, text } from './sampleServices.ts';

const home: Step = { kind: 'home', unfinished: null };
const { orderId } = order('CONFIRMED');
const MANY = { state: 'ready', value: manyServices(10_000) } as const;
const LONG_NAME = text(
  '家庭千兆宽带与全屋无线网络及智能安防一年畅享套餐',
  'Home broadband 1000M with Wi-Fi everywhere, cloud recorder and all sports',
);
/** Each as wide as it may be: a number of four digits, a renewal of next year; of three, one with a long name and a price to match. */
const WIDE = {
  state: 'ready',
  value: services.map((service, index) => ({
    ...service,
    number: 9_999 - services.length + 1 + index,
    ...(index % 3 === 1 && { title: LONG_NAME, priceFen: index === 1 ? 19_950 : 999_950 }),
    subscription: {
      state: 'active' as const,
      validTo: '2027-11-30',
      renewal: { amountFen: service.priceFen, nextDate: '2027-12-01', cancellable: true },
    },
  })),
} as const;
const PROBLEM = { state: 'failed', problem: null } as const;
const LOADING = { state: 'loading' } as const;

export const homeSamples: readonly Sample[] = [
  { id: 'home', title: '首页', step: home },
  {
    id: 'home-doubt',
    title: '首页，有待确认的缴费',
    step: { ...home, unfinished: { kind: 'doubt', doubt } },
  },
  {
    id: 'home-report',
    title: '首页，有待上报的扣款',
    step: { ...home, unfinished: { kind: 'report', orderId, amountFen: 28600 } },
  },
  {
    id: 'home-unclear',
    title: '首页，有读不出的缴费',
    step: { ...home, unfinished: { kind: 'unclear', ref: '7K3-0D42' } },
  },
  { id: 'home-loading', title: '首页，读取中', step: home, catalogue: { services: LOADING } },
  { id: 'home-failed', title: '首页，取不到', step: home, catalogue: { services: PROBLEM } },
  {
    id: 'home-empty',
    title: '首页，没有业务',
    step: home,
    catalogue: { services: { state: 'ready', value: [] } },
  },
  {
    id: 'home-page-failed',
    title: '首页，一页取不到',
    step: home,
    catalogue: { services: MANY, failsFrom: 48 },
    keys: ['pageDown', 'pageDown', 'pageDown', 'pageDown', 'pageDown', 'pageDown'],
  },
  {
    id: 'home-jump',
    title: '首页，输入业务号',
    step: home,
    catalogue: { services: MANY },
    keys: ['9', '3', '2'],
    isStill: true,
  },
  { id: 'home-wide', title: '首页，每项都宽', step: home, catalogue: { services: WIDE } },
  {
    id: 'search-wide',
    title: '搜索，每项都宽',
    step: home,
    catalogue: { services: WIDE, query: '9' },
  },
  {
    id: 'search',
    title: '搜索，还没有输入',
    step: home,
    catalogue: { services: MANY, query: '' },
  },
  {
    id: 'search-found',
    title: '搜索，有结果',
    step: home,
    catalogue: { services: MANY, query: 'CP' },
    keys: ['right', 'right', 'right', 'right', 'right', 'right', 'down'],
  },
  {
    id: 'search-number',
    title: '搜索，按业务号',
    step: home,
    catalogue: { services: { state: 'ready', value: services }, query: '1' },
  },
  {
    id: 'search-nothing',
    title: '搜索，没有找到',
    step: home,
    catalogue: { services: MANY, query: 'XYZQWERTYUIO' },
  },
  {
    id: 'search-failed',
    title: '搜索，取不到',
    step: home,
    catalogue: { services: PROBLEM, query: 'DS' },
  },
  {
    id: 'home-thousands',
    title: '首页，一万项业务',
    step: home,
    catalogue: { services: MANY, isSlow: true, categories: 8 },
  },
];
