/** Further channels and films. */
import { defineService } from './defineService.ts';

export const channelServices = [
  defineService({
    id: 'second-box',
    number: 9,
    category: 'basic',
    icon: 'tv',
    yuanPerMonth: 10,
    title: ['副机收视费', 'Second box'],
    introduction: ['卧室也能看', 'TV in the bedroom too'],
    text: [
      '同一户内第二台机顶盒的收视费，频道与主机相同，互不影响换台。',
      'For the second box in a household: the same channels, switched independently.',
    ],
    includes: [
      ['与主机相同的频道', 'The channels of the main box'],
      ['独立遥控器一个', 'A remote control of its own'],
    ],
  }),
  defineService({
    id: 'documentary',
    number: 10,
    category: 'pay',
    icon: 'education',
    yuanPerMonth: 12,
    title: ['探索纪录', 'Documentaries'],
    introduction: ['自然 历史 科学', 'Nature, history, science'],
    text: [
      '自然、历史、人文与科学纪录片，多数为超清拍摄，中文解说。每月有一个专题。',
      'Nature, history, people and science, mostly in ultra HD, told in Chinese. One theme a month.',
    ],
    includes: [
      ['3 套纪录频道', '3 documentary channels'],
      ['1 200 部纪录片', '1,200 films'],
    ],
  }),
  defineService({
    id: 'music',
    number: 11,
    category: 'pay',
    icon: 'music',
    yuanPerMonth: 10,
    title: ['家庭音乐厅', 'Home concert hall'],
    introduction: ['名团名曲 环绕声', 'Concerts in surround sound'],
    text: [
      '交响、民乐、音乐剧与演唱会实况，环绕声播出。早晚另有轻音乐时段，适合伴读与休息。',
      'Symphonies, folk music, musicals and concerts in surround sound, with quiet music in the morning and evening.',
    ],
    includes: [
      ['2 套音乐频道', '2 music channels'],
      ['每周一场实况', 'A live concert every week'],
    ],
  }),
  defineService({
    id: 'finance',
    number: 12,
    category: 'pay',
    icon: 'news',
    yuanPerMonth: 18,
    title: ['财经资讯', 'Business news'],
    introduction: ['开盘收盘 实时解读', 'Markets as they move'],
    text: [
      '全天滚动财经新闻，开盘收盘实时解读，周末有理财讲座。内容仅供参考，不作投资建议。',
      'Business news all day, markets explained as they move, and lectures at the weekend. No investment advice.',
    ],
    includes: [
      ['2 套财经频道', '2 business channels'],
      ['行情滚动条', 'A market ticker'],
    ],
  }),
  defineService({
    id: 'stereo3d',
    number: 13,
    category: 'pay',
    icon: 'film',
    yuanPerMonth: 28,
    title: ['立体电影频道', '3D film channel'],
    introduction: ['已停止销售', 'No longer sold'],
    text: [
      '立体电影频道因片源减少已停止销售，已缴费的用户可看到有效期结束。',
      'Few 3D films are made now, so the channel is no longer sold. Those who have paid may watch until their time ends.',
    ],
    includes: [['1 套立体频道', '1 channel in 3D']],
    stopped: true,
  }),
  defineService({
    id: 'outdoor',
    number: 14,
    category: 'pay',
    icon: 'sport',
    yuanPerMonth: 9,
    title: ['垂钓与户外', 'Fishing and outdoors'],
    introduction: ['野钓 徒步 露营', 'Fishing, hiking, camping'],
    text: [
      '跟着老钓手走遍江河湖海，另有徒步、骑行与露营节目。每天更新各地水情与天气。',
      'With old hands to rivers, lakes and the sea; hiking, cycling and camping too. Water and weather reports every day.',
    ],
    includes: [
      ['1 套户外频道', '1 outdoor channel'],
      ['各地水情预报', 'Water reports'],
    ],
  }),
  defineService({
    id: 'classic-films',
    number: 15,
    category: 'vod',
    icon: 'film',
    yuanPerMonth: 18,
    title: ['经典影院', 'Classic cinema'],
    introduction: ['老片修复 百看不厌', 'Old films restored'],
    text: [
      '从黑白片到彩色片，八百部国产与译制经典逐帧修复，原声与国语配音可选。',
      'Eight hundred Chinese and dubbed classics, restored frame by frame, with original or Mandarin sound.',
    ],
    includes: [
      ['800 部修复影片', '800 restored films'],
      ['原声与国语可选', 'Original or Mandarin sound'],
    ],
  }),
  defineService({
    id: 'hot-series',
    number: 16,
    category: 'vod',
    icon: 'vod',
    yuanPerMonth: 22,
    title: ['热剧会员', 'Series club'],
    introduction: ['新剧先看六集', 'Six episodes ahead'],
    text: [
      '热播新剧比电视台先看六集，片头无广告，全家共用一个会员。',
      'New series six episodes before they are broadcast, without advertising, for the whole family.',
    ],
    includes: [
      ['新剧先看六集', 'Six episodes ahead'],
      ['片头无广告', 'No advertising before'],
    ],
  }),
];
