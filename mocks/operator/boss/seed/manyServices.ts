/** Many services for tests of long lists: all different, and all believable. */
import type { ServiceRecord } from '../base/bossTypes.ts';
import { defineService, type ServiceDefinition } from './defineService.ts';
import type { Words } from './terms.ts';

const cities: readonly Words[] = [
  ['北京', 'Beijing'],
  ['上海', 'Shanghai'],
  ['天津', 'Tianjin'],
  ['重庆', 'Chongqing'],
  ['广州', 'Guangzhou'],
  ['深圳', 'Shenzhen'],
  ['杭州', 'Hangzhou'],
  ['南京', 'Nanjing'],
  ['苏州', 'Suzhou'],
  ['成都', 'Chengdu'],
  ['武汉', 'Wuhan'],
  ['西安', "Xi'an"],
  ['长沙', 'Changsha'],
  ['郑州', 'Zhengzhou'],
  ['青岛', 'Qingdao'],
  ['济南', 'Jinan'],
  ['大连', 'Dalian'],
  ['沈阳', 'Shenyang'],
  ['长春', 'Changchun'],
  ['哈尔滨', 'Harbin'],
  ['石家庄', 'Shijiazhuang'],
  ['太原', 'Taiyuan'],
  ['合肥', 'Hefei'],
  ['南昌', 'Nanchang'],
  ['福州', 'Fuzhou'],
  ['厦门', 'Xiamen'],
  ['南宁', 'Nanning'],
  ['桂林', 'Guilin'],
  ['海口', 'Haikou'],
  ['三亚', 'Sanya'],
  ['贵阳', 'Guiyang'],
  ['昆明', 'Kunming'],
  ['大理', 'Dali'],
  ['拉萨', 'Lhasa'],
  ['兰州', 'Lanzhou'],
  ['西宁', 'Xining'],
  ['银川', 'Yinchuan'],
  ['宁波', 'Ningbo'],
  ['温州', 'Wenzhou'],
  ['绍兴', 'Shaoxing'],
  ['无锡', 'Wuxi'],
  ['扬州', 'Yangzhou'],
  ['洛阳', 'Luoyang'],
  ['开封', 'Kaifeng'],
  ['宜昌', 'Yichang'],
  ['珠海', 'Zhuhai'],
  ['佛山', 'Foshan'],
  ['东莞', 'Dongguan'],
  ['烟台', 'Yantai'],
  ['唐山', 'Tangshan'],
];

type Theme = readonly [...Words, ServiceRecord['icon'], number];

/** Chinese, English, icon, yuan a month. */
const themes: readonly Theme[] = [
  ['新闻', 'news', 'news', 3],
  ['美食', 'food', 'other', 4],
  ['戏曲', 'opera', 'opera', 5],
  ['影院', 'cinema', 'film', 9],
  ['少儿', 'children', 'children', 6],
  ['足球', 'football', 'sport', 8],
  ['篮球', 'basketball', 'sport', 8],
  ['音乐', 'music', 'music', 5],
  ['交通', 'traffic', 'news', 2],
  ['旅游', 'travel', 'other', 4],
  ['健康', 'health', 'education', 4],
  ['法律', 'law', 'education', 3],
  ['农业', 'farming', 'education', 2],
  ['历史', 'history', 'education', 5],
  ['园艺', 'gardening', 'other', 3],
  ['棋牌', 'board games', 'game', 4],
  ['钓鱼', 'fishing', 'sport', 4],
  ['书画', 'painting', 'education', 4],
  ['相声', 'comedy', 'opera', 5],
  ['评书', 'storytelling', 'opera', 3],
  ['动画', 'cartoons', 'children', 6],
  ['英语', 'English', 'education', 7],
  ['奥数', 'mathematics', 'education', 7],
  ['舞蹈', 'dance', 'music', 4],
  ['太极', 'tai chi', 'sport', 3],
  ['汽车', 'cars', 'other', 4],
  ['房产', 'homes', 'news', 2],
  ['求职', 'jobs', 'news', 2],
  ['天气', 'weather', 'news', 1],
  ['宠物', 'pets', 'other', 4],
  ['收藏', 'collecting', 'other', 5],
  ['军事', 'defence', 'news', 5],
  ['科技', 'science', 'education', 5],
  ['综艺', 'shows', 'vod', 6],
  ['剧场', 'series', 'vod', 8],
  ['购物', 'shopping', 'other', 1],
  ['婚恋', 'dating', 'other', 3],
  ['育儿', 'parenting', 'children', 4],
  ['围棋', 'go', 'game', 4],
  ['武术', 'martial arts', 'sport', 5],
];

type Form = readonly [...Words, ServiceDefinition['category'], number];

/** Chinese, English, category, times the theme's price. */
const forms: readonly Form[] = [
  ['频道', 'channel', 'pay', 1],
  ['高清包', 'in HD', 'pay', 1.5],
  ['点播', 'on demand', 'vod', 2],
  ['回看', 'catch-up', 'vod', 1],
  ['精选', 'selection', 'extra', 2.5],
];

const MOST_MANY_SERVICES = cities.length * themes.length * forms.length;

/** The service of this index: neighbours differ in their theme, then in their form, then in their city. */
function serviceAt(index: number, number: number): ServiceRecord {
  const [theme, themeEnglish, icon, yuan] = themes[index % themes.length]!;
  const rest = Math.floor(index / themes.length);
  const [form, formEnglish, category, times] = forms[rest % forms.length]!;
  const [city, cityEnglish] = cities[Math.floor(rest / forms.length)]!;
  const title = `${city}${theme}${form}`;
  const english = `${cityEnglish} ${themeEnglish} ${formEnglish}`;
  return defineService({
    id: `s${number}`,
    number,
    category,
    icon,
    ...(themeEnglish === 'weather' && { picture: 'weather' as const }),
    yuanPerMonth: yuan * times,
    title: [title, english],
    introduction: [`${city}本地${theme}节目`, `Local ${themeEnglish} from ${cityEnglish}`],
    text: [
      `${title}由${city}台制作，每天更新${theme}节目，家中各台机顶盒均可收看。`,
      `${english}: made in ${cityEnglish}, new every day, on every box of the household.`,
    ],
    includes: [[`${city}台${theme}节目`, `${themeEnglish} from ${cityEnglish}`]],
  });
}

/** Makes `count` services, numbered from `firstNumber` on. @throws RangeError beyond MOST_MANY_SERVICES. */
export function manyServices(count: number, firstNumber: number): ServiceRecord[] {
  if (count > MOST_MANY_SERVICES) throw new RangeError(`only ${MOST_MANY_SERVICES} are different`);
  return Array.from({ length: count }, (_, index) => serviceAt(index, firstNumber + index));
}
