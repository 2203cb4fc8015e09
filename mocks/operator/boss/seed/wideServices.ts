/** A catalogue at its widest: names of two lines, numbers of four digits, prices of four digits and two decimals, renewals next year. */
import type { ServiceRecord } from '../base/bossTypes.ts';
import type { BossSeed } from '../seedOnce.ts';
import { defineService, type ServiceDefinition } from './defineService.ts';
import type { Words } from './terms.ts';

type Wide = readonly [
  icon: ServiceRecord['icon'],
  category: ServiceDefinition['category'],
  yuanPerMonth: number,
  title: Words,
];

const FIRST_NUMBER = 9_988;
/** The contract has amounts up to 99,999.99 yuan. */
const MOST_FEN = 9_999_999;
const MONTHS = [1, 2, 3, 6, 12, 24];

const WIDE: readonly Wide[] = [
  [
    'tv',
    'basic',
    9_999.99,
    ['数字电视基本收视费与全部地方频道', 'Digital TV with all local channels'],
  ],
  ['film', 'pay', 1_399.5, ['超清 4K 影视包与体育全通票', '4K films and series with all sports']],
  [
    'children',
    'pay',
    999.99,
    ['少儿乐园与中小学同步课堂全年级', 'Kids park with lessons of all grades'],
  ],
  [
    'sport',
    'pay',
    1_888.88,
    ['体育全通票与海外联赛超清直播', 'All-sport pass with leagues abroad'],
  ],
  ['vod', 'vod', 199.5, ['互动点播与热播剧集抢先看会员', 'Video on demand and the series club']],
  [
    'broadband',
    'broadband',
    2_999.99,
    [
      '家庭千兆宽带与全屋无线网络及智能安防一年畅享套餐',
      'Home broadband 1000M with Wi-Fi everywhere, cloud recorder and all sports',
    ],
  ],
  [
    'record',
    'extra',
    288.88,
    ['云录制 PVR 与七天回看加长存储', 'Cloud recorder with longer catch-up'],
  ],
  ['opera', 'vod', 188.88, ['戏曲梨园与各地曲艺名家全集', 'Chinese opera and regional theatre']],
  [
    'music',
    'pay',
    268.8,
    ['家庭音乐厅与世界名团现场音乐会', 'Home concert hall with live concerts'],
  ],
  [
    'news',
    'pay',
    388.88,
    ['财经资讯与全球市场实时行情解读', 'Business news and markets worldwide'],
  ],
  [
    'game',
    'extra',
    488.88,
    ['云游戏厅与家庭体感互动运动馆', 'Cloud games and motion sports at home'],
  ],
  [
    'education',
    'vod',
    588.88,
    ['老年大学与书画养生精品课程全集', 'Senior college with all its courses'],
  ],
];

function wideService([icon, category, yuanPerMonth, title]: Wide, index: number): ServiceRecord {
  const introduction: Words = [
    '全家各台机顶盒与手机均可同时收看，超清画质',
    'For every box and every phone of the household, in ultra HD',
  ];
  const service = defineService({
    id: `wide${index + 1}`,
    number: FIRST_NUMBER + index,
    category,
    icon,
    yuanPerMonth,
    title,
    introduction,
    text: [
      `${title[0]}：${introduction[0]}。每周更新，片头无广告，另有专题与直播；节目单以当日公布为准。`,
      `${title[1]}. ${introduction[1]}. New every week, without advertising, with events and live programmes as announced.`,
    ],
    includes: [
      ['128 套标清与高清频道及全部回看节目', '128 channels, SD and HD, with all their catch-up'],
      ['3 000 小时动画与启蒙节目随点随看', '3,000 hours of cartoons and lessons on demand'],
      ['上门维修一次与机顶盒免费更换一台', 'One home repair visit and a new box for free'],
      ['每周五上新的两千部电影', 'Two thousand films, more every Friday'],
    ],
  });
  return {
    ...service,
    periods: MONTHS.filter((months) => months * service.priceFen <= MOST_FEN).map((months) => ({
      months,
      savingFen: months < 6 ? 0 : Math.floor((service.priceFen * months) / 12),
    })),
  };
}

const services = WIDE.map(wideService);

/** What BOSS begins with instead, for this subscriber: all of it renews next year, by phone and on the television in turn. */
export const wideSeed = (subscriberId: string) =>
  ({
    services,
    subscriptions: services.map(({ serviceId, priceFen }, index) => ({
      subscriberId,
      serviceId,
      validTo: { months: 12, monthEnd: true },
      renewal: { amountFen: priceFen, cancellable: index % 2 === 0 },
    })),
    dues: services.slice(0, 2).map(({ serviceId, priceFen: amountFen }) => ({
      subscriberId,
      serviceId,
      amountFen,
      dueDate: { days: -31 },
    })),
    pastOrders: services.slice(0, 2).flatMap(({ serviceId, priceFen }) =>
      [-12, -24, -36].map((months) => ({
        subscriberId,
        serviceId,
        orderId: `C${serviceId}${-months}`,
        paidOn: { months },
        months: 6,
        amountFen: priceFen * 6,
      })),
    ),
  }) satisfies Partial<BossSeed>;
