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

const LINES: readonly Line[] = [
  [
    'tv',
    ['数字电视基本收视费', 'Basic digital TV'],
    ['128 套标清与高清频道', '128 SD and HD channels'],
    2600,
    { state: 'expiring', validTo: '2026-11-30' },
  ],
  [
    'film',
    ['超清 4K 影视包', '4K films and series'],
    ['院线大片 抢先看', 'Cinema hits, first at home'],
    3000,
    { state: 'none' },
  ],
  [
    'children',
    ['少儿乐园', 'Children'],
    ['动画与启蒙 3000 小时', '3,000 hours of cartoons'],
    1500,
    { state: 'active' },
  ],
  [
    'sport',
    ['体育全通票', 'All sports'],
    ['中超 英超 CBA 全赛季', 'Three leagues, all season'],
    4800,
    { state: 'expired', validTo: '2026-10-31' },
  ],
  [
    'vod',
    ['互动点播 VOD', 'Video on demand'],
    ['热播剧集 随点随看', 'Series whenever you like'],
    2000,
    { state: 'none' },
  ],
  [
    'broadband',
    ['家庭宽带 300M', 'Broadband 300M'],
    ['光纤入户 双向网', 'Fibre to the home'],
    5800,
    { state: 'active', validTo: '2027-03-31' },
  ],
  [
    'record',
    ['云录制 PVR', 'Cloud recorder'],
    ['200 小时 云端存储', '200 hours in the cloud'],
    1000,
    { state: 'stopped' },
  ],
  [
    'opera',
    ['戏曲梨园', 'Opera stage'],
    ['名家名段 高清重制', 'Great voices, restored'],
    800,
    { state: 'none' },
  ],
  [
    'music',
    ['音乐现场', 'Live music'],
    ['演唱会与音乐节', 'Concerts and festivals'],
    1250,
    { state: 'none' },
  ],
  [
    'news',
    ['财经资讯', 'Business news'],
    ['全球市场 实时播报', 'Markets around the world'],
    900,
    { state: 'none' },
  ],
  [
    'game',
    ['客厅游戏', 'Living-room games'],
    ['遥控器就能玩', 'Play with the remote'],
    1800,
    { state: 'none' },
  ],
  [
    'education',
    ['老年大学', 'Senior university'],
    ['书法 养生 智能手机', 'Calligraphy and health'],
    600,
    { state: 'none' },
  ],
  [
    'other',
    ['天气与便民', 'Weather and local'],
    ['挂号 公交 水电查询', 'Doctors, buses, meters'],
    300,
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
  'music',
  'news',
  'game',
  'learn',
  'local',
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
      period(6, 600, '2027-05-31'),
      period(12, 2600, '2027-11-30'),
    ],
  };
}

export const services: readonly Service[] = LINES.map(serviceOf);

export const manyServices = (count: number): Service[] =>
  Array.from({ length: count }, (_, index) => ({
    ...serviceOf(LINES[index % LINES.length]!, index),
    serviceId: `s${index + 1}`,
    title: text(`频道包 ${index + 1}`, `Channel pack ${index + 1}`),
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
      text('中央台全部频道', 'All CCTV channels'),
      text('各省卫视', 'All provinces'),
      text('高清 42 套', '42 in HD'),
      text('七天回看', '7-day replay'),
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
export function renewing(cancellable: boolean) {
  return (from: Service) => {
    const renewal = { amountFen: from.priceFen, nextDate: '2026-12-01', cancellable };
    const subscription = { state: 'active', validTo: '2026-11-30', renewal } as const;
    return { state: 'ready' as const, value: { ...detailOf(from), subscription } };
  };
}
