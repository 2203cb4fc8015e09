/** The list that every page of the bench shows. A row has what a card of the portal has, except the icon. */
export const ROWS = 1000;
export const VISIBLE = 10;
/** Pixels from row to row; the same number is in list.css. */
export const PITCH = 66;

const CITIES = ['北京', '上海', '天津', '重庆', '广州', '深圳', '杭州', '南京', '苏州', '成都'];
const THEMES = ['新闻', '美食', '戏曲', '影院', '少儿', '足球', '音乐', '旅游', '历史', '天气'];
const FORMS = ['频道', '高清包', '点播', '回看', '精选'];

export function rowAt(index) {
  const theme = THEMES[index % 10];
  const form = FORMS[Math.floor(index / 10) % 5];
  const city = CITIES[Math.floor(index / 50) % 10];
  return {
    id: `row-${index}`,
    title: `${city}${theme}${form} ${index + 1}`,
    introduction: `${city}本地${theme}节目，每天更新，家中各台机顶盒均可收看`,
    price: String(1 + (index % 30)),
    pill: index % 3 === 0 ? '有效至 2027-04-30' : '',
  };
}

export const rows = Array.from({ length: ROWS }, (_, index) => rowAt(index));

/** How far the list is moved up so that this row is the last visible one but one. */
export const offsetOf = (index) =>
  Math.max(0, Math.min(index - (VISIBLE - 2), ROWS - VISIBLE)) * PITCH;
