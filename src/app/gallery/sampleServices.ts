/** Invented services for the gallery. */
import type { Service, ServiceDetail, Text } from '../../tsp/tspTypes.ts';

/** The gallery's present: a Monday evening in November. */
export const NOW = Date.parse('2026-11-23T20:36:12+08:00');

export const text = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });

type Line = [
  icon: Service['icon'],
  title: [string, string],
  introduction: [string, string],
  priceFen: number,
  subscription: Service['subscription'],
];

const MONTHLY = { state: 'active', validTo: '2026-11-30' } as const;

/** The pretend operator's own first twelve, as its subscriber has them; one more ends the list. */
const LINES: readonly Line[] = [
  [
    'tv',
    ['数字电视基本收视费', 'Basic digital TV'],
    ['128 套标清与高清频道', '128 channels, SD and HD'],
    2600,
    { state: 'expiring', validTo: '2026-11-30' },
  ],
  [
    'film',
    ['超清 4K 影视包', 'Ultra HD 4K films'],
    ['院线大片 抢先看', 'Cinema films, early'],
    3000,
    { state: 'none' },
  ],
  [
    'children',
    ['少儿乐园', 'Kids park'],
    ['动画与启蒙 3 000 小时', '3,000 hours of cartoons and learning'],
    1500,
    { state: 'active', validTo: '2027-05-31' },
  ],
  [
    'sport',
    ['体育全通票', 'All-sport pass'],
    ['中超 英超 CBA 全赛季', 'CSL, Premier League, CBA, all season'],
    4800,
    { state: 'none' },
  ],
  [
    'vod',
    ['互动点播 VOD', 'Video on demand'],
    ['热播剧集 随点随看', 'Popular series at any time'],
    2000,
    { ...MONTHLY, renewal: { amountFen: 2000, nextDate: '2026-12-01', cancellable: true } },
  ],
  [
    'broadband',
    ['家庭宽带 300M', 'Home broadband 300M'],
    ['光纤入户 双向网', 'Fibre to the home'],
    5800,
    {
      state: 'active',
      validTo: '2027-03-31',
      renewal: { amountFen: 5800, nextDate: '2027-04-01', cancellable: false },
    },
  ],
  [
    'record',
    ['云录制 PVR', 'Cloud recorder'],
    ['200 小时 云端存储', '200 hours in the cloud'],
    1000,
    { state: 'none' },
  ],
  [
    'opera',
    ['戏曲梨园', 'Chinese opera'],
    ['名家名段 高清重制', 'Great voices, restored in HD'],
    800,
    { state: 'none' },
  ],
  [
    'tv',
    ['副机收视费', 'Second box'],
    ['卧室也能看', 'TV in the bedroom too'],
    1000,
    { state: 'none' },
  ],
  [
    'education',
    ['探索纪录', 'Documentaries'],
    ['自然 历史 科学', 'Nature, history, science'],
    1200,
    { state: 'none' },
  ],
  [
    'music',
    ['家庭音乐厅', 'Home concert hall'],
    ['名团名曲 环绕声', 'Concerts in surround sound'],
    1000,
    { state: 'none' },
  ],
  [
    'news',
    ['财经资讯', 'Business news'],
    ['开盘收盘 实时解读', 'Markets as they move'],
    1800,
    { state: 'none' },
  ],
  [
    'other',
    ['天气与便民', 'Weather and local'],
    ['挂号 公交 水电查询', 'Doctors, buses, meters'],
    1250,
    { state: 'none' },
  ],
];

const IDS = [
  'basic',
  'film',
  'children',
  'sport',
  'vod',
  'broadband',
  'record',
  'opera',
  'second',
  'learn',
  'music',
  'news',
  'local',
];

/** In turn, for a list that shows them all. */
const STATES: readonly Service['subscription'][] = [
  { state: 'expiring', validTo: '2026-11-30' },
  { state: 'none' },
  { state: 'active' },
  { state: 'expired', validTo: '2026-10-31' },
  { state: 'active', validTo: '2027-03-31' },
  { state: 'stopped' },
];

function serviceOf(
  [icon, title, introduction, priceFen, subscription]: Line,
  index: number,
): Service {
  const period = (months: number, savingFen: number, to: string) => ({
    months,
    amountFen: months * priceFen - savingFen,
    savingFen,
    from: '2026-12-01',
    to,
  });
  return {
    serviceId: IDS[index % IDS.length]!,
    number: index + 1,
    category: index === 0 ? 'basic' : 'pay',
    icon,
    title: text(...title),
    introduction: text(...introduction),
    priceFen,
    subscription,
    periods: [
      period(1, 0, '2026-12-31'),
      period(3, 0, '2027-02-28'),
      period(6, Math.floor((priceFen * 24) / 10_000) * 100, '2027-05-31'),
      period(12, priceFen, '2027-11-30'),
    ],
  };
}

export const services: readonly Service[] = LINES.map(serviceOf);

export const manyServices = (count: number): Service[] =>
  Array.from({ length: count }, (_, index) => ({
    ...serviceOf(LINES[index % LINES.length]!, index),
    serviceId: `s${index + 1}`,
    title: text(`频道包 ${index + 1}`, `Channel pack ${index + 1}`),
    subscription: STATES[index % STATES.length]!,
  }));

const TERMS =
  '本业务按自然月计费，缴费后次月一日起生效，到期未续将停止收视。每户一台主机，副机另计。';
const TERMS_EN =
  'The service is charged by calendar month and starts on the first of the next. It stops when it is not renewed. One main box for each household; others are charged apart. ';

export function detailOf(service: Service): ServiceDetail {
  return {
    ...service,
    text: text(
      '86 套标清、42 套高清频道，含中央台与各省卫视。每户一台主机，副机另计。到期未续将停止收视。',
      '86 SD and 42 HD channels with all national and provincial stations. One main box for each household. It stops when it is not renewed.',
    ),
    includes: [
      text('86 套标清频道', '86 SD channels'),
      text('42 套高清频道', '42 HD channels'),
      text('7 天节目预告', 'Seven-day programme guide'),
      text('上门维修一次', 'One home repair visit'),
    ],
    terms: text(TERMS.repeat(18), TERMS_EN.repeat(9)),
    refundRule: text(
      '未生效的月份可在营业厅全额退订，已生效的月份不退。',
      'Months that have not begun are refunded in full at a service centre.',
    ),
    pastOrders: [
      { orderId: 'p1', paidAt: '2025-12-01T09:12:00+08:00', months: 12, amountFen: 28600 },
      { orderId: 'p2', paidAt: '2024-12-01T10:02:00+08:00', months: 12, amountFen: 28600 },
    ],
  };
}

/** A service that is charged to the account each month. */
export function renewing(cancellable: boolean, nextDate = '2026-12-01', validTo = '2026-11-30') {
  return (from: Service) => {
    const renewal = { amountFen: from.priceFen, nextDate, cancellable };
    const subscription = { state: 'active', validTo, renewal } as const;
    return { state: 'ready' as const, value: { ...detailOf(from), subscription } };
  };
}

/** Its name takes two lines beside the day of its next charge. */
export function renewingLong(from: Service) {
  const { state, value } = renewing(true, '2027-04-01', '2027-03-31')(from);
  const title = text('家庭宽带 300M 与全屋无线网络', 'Home broadband 300M with Wi-Fi everywhere');
  return { state, value: { ...value, title } };
}
