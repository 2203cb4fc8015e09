/**
 * Converts the texts of the simulated services from simplified to traditional Chinese. An operator's BOSS has
 * translators. This table knows only the characters that the seeds use, and the words that are different in Taiwan and
 * Hong Kong.
 */

const SIMPLIFIED =
  '补万与专业东两个为乐习书云亚产仅从价优会体储儿兰兴养内军农况减别剧务动区单卧卫厅历厌厦参双号后启员响团园围国场声备复头奥学宁实宠宽对将尔岁岛带帧广庄庆应开录恋恼戏户扬抢报换摄数断无时晓暂术机条极标欢欧气汉济温滚滨点烟烦热独环电画盖盘着码篮纤约级纪线练绍经结绕绘续维综缴网职艺节苏营萨装观视计订议讯记讲设评词译话语说读课财账质购贵费资赛车轻载过还进违连适选遥郑钓银销锁错锡锦键长门间闻阳陆随顶须顿预频题额骑鱼黄龄';
const TRADITIONAL =
  '補萬與專業東兩個為樂習書雲亞產僅從價優會體儲兒蘭興養內軍農況減別劇務動區單臥衛廳歷厭廈參雙號後啟員響團園圍國場聲備復頭奧學寧實寵寬對將爾歲島帶幀廣莊慶應開錄戀惱戲戶揚搶報換攝數斷無時曉暫術機條極標歡歐氣漢濟溫滾濱點煙煩熱獨環電畫蓋盤著碼籃纖約級紀線練紹經結繞繪續維綜繳網職藝節蘇營薩裝觀視計訂議訊記講設評詞譯話語說讀課財帳質購貴費資賽車輕載過還進違連適選遙鄭釣銀銷鎖錯錫錦鍵長門間聞陽陸隨頂須頓預頻題額騎魚黃齡';

const WORDS: readonly (readonly [string, string])[] = [
  ['营业厅', '服務中心'],
  ['机顶盒', '機上盒'],
  ['数字电视', '數位電視'],
  ['遥控器', '遙控器'],
  ['点播', '隨選'],
  ['宽带', '寬頻'],
  ['网络', '網路'],
  ['光纤', '光纖'],
  ['高清', '高畫質'],
  ['标清', '標準畫質'],
  ['标准', '標準'],
  ['为准', '為準'],
  ['剩余', '剩餘'],
  ['家里', '家裡'],
  ['退订', '退租'],
  ['续费', '續訂'],
  ['智能', '智慧'],
  ['视频', '影片'],
  ['信息', '資訊'],
];

const signs = new Map([...SIMPLIFIED].map((sign, at) => [sign, [...TRADITIONAL][at]!]));
const words = new Map(WORDS);
const pattern = new RegExp(`${WORDS.map(([word]) => word).join('|')}|[${SIMPLIFIED}]`, 'g');
const known = new Map<string, string>();

/** A text that occurs twice is converted once. */
export function traditional(simplified: string): string {
  let text = known.get(simplified);
  if (text === undefined) {
    text = simplified.replace(pattern, (found) => words.get(found) ?? signs.get(found) ?? found);
    known.set(simplified, text);
  }
  return text;
}
