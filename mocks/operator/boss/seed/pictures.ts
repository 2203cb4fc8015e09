/** The pictures that BOSS ties to its services: what mocks/operator/artwork holds, with the words for those who hear them. */
import type { ServiceRecord, Text } from '../base/bossTypes.ts';
import { text } from '../catalogue/price.ts';

type ServiceImage = NonNullable<ServiceRecord['image']>;
type Drawing = readonly [bytes: number, hue: number, chinese: string, english: string];

/** By the name of their file. */
const DRAWINGS = {
  basic: [1650, 227, '客厅里的电视机', 'A television in a living room'],
  broadband: [1746, 192, '城市上空的网络', 'A network above a city'],
  elder: [1742, 130, '山间的一本书', 'A book among hills'],
  film: [2002, 262, '电影院的银幕', 'The screen of a cinema'],
  games: [1948, 276, '游戏手柄', 'A game controller'],
  kids: [1936, 328, '热气球和风筝', 'A balloon and a kite'],
  lake: [1831, 140, '湖上垂钓的人', 'Somebody fishing on a lake'],
  microphone: [1464, 346, '话筒和音符', 'A microphone and notes'],
  music: [3134, 302, '唱片和音柱', 'A record and bars of sound'],
  news: [1997, 212, '报纸和上升的曲线', 'A newspaper and a rising line'],
  opera: [2770, 354, '戏台上的折扇', 'A fan on a stage'],
  recorder: [1672, 24, '云里的录像', 'A recording in a cloud'],
  reel: [1665, 26, '电影胶片', 'A reel of film'],
  rocket: [1728, 240, '飞起的火箭', 'A rocket taking off'],
  router: [1655, 193, '无线路由器和电脑', 'A wireless router and computers'],
  second: [2115, 230, '家里的两台电视机', 'Two televisions in one home'],
  sport: [2861, 164, '球场上的足球', 'A football on its pitch'],
  street: [1677, 318, '伞下的两个人', 'Two people under an umbrella'],
  watch: [1620, 200, '家里的摄像头', 'A camera at home'],
  weather: [1597, 206, '太阳和雨云', 'The sun and a rain cloud'],
  whale: [1702, 196, '海面上的鲸', 'A whale at sea'],
} as const satisfies Readonly<Record<string, Drawing>>;

export type Picture = keyof typeof DRAWINGS;

/** All of them are drawn as lines and areas, so one file is sharp at any width. */
const WIDTH = 640;

export function imageOf(picture: Picture): ServiceImage {
  const [bytes, hue, chinese, english] = DRAWINGS[picture];
  const alt: Text = text(chinese, english);
  return { files: [{ name: `${picture}.svg`, width: WIDTH, bytes }], alt, hue };
}

export const PICTURES = Object.keys(DRAWINGS) as readonly Picture[];
